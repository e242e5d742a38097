//! The sandbox of a media child. All files and pipes are open when it starts; from then on the child can only read its
//! file, write to its pipes and compute, even if a film exploits the decoder. Full confinement exists on Linux only;
//! elsewhere there are resource limits and the parent's timeout.
//!
//! Two mechanisms are combined, because each covers what an old kernel's version of the other lacks: a filter of system
//! calls (seccomp), and access rules for files and network (Landlock).

use std::time::Duration;

/// Resource limits of one child.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub(super) time: Duration,
    pub(super) memory_bytes: u64,
}

/// Sets limits of the process: no core dump, no file written, no other process or thread, few open files.
#[cfg(unix)]
pub(super) fn limit(bounds: Bounds) -> std::io::Result<Vec<String>> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    /// The pipes, the file, and what the system opens in the meantime.
    const OPEN_FILES: u64 = 16;
    let most = |most| Rlimit { current: Some(most), maximum: Some(most) };
    setrlimit(Resource::Core, most(0))?;
    setrlimit(Resource::Fsize, most(0))?;
    setrlimit(Resource::Nofile, most(OPEN_FILES))?;
    setrlimit(Resource::Nproc, most(0))?;
    setrlimit(Resource::Cpu, most(bounds.time.as_secs() + 1))?;
    // macOS rejects or ignores this limit; only the timeout applies there.
    let memory = setrlimit(Resource::As, most(bounds.memory_bytes));
    Ok(memory.err().map(|error| format!("no memory limit: {error}")).into_iter().collect())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
pub(super) fn limit(_: Bounds) -> std::io::Result<Vec<String>> {
    Ok(Vec::new())
}

#[cfg(target_os = "linux")]
pub(super) use linux::enter;

/// Does nothing: there is no sandbox on this system. Names no missing mechanism.
#[cfg(not(target_os = "linux"))]
pub(super) fn enter() -> Vec<String> {
    Vec::new()
}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::BTreeMap;
    use std::error::Error;

    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetStatus, Scope};
    use rustix::process::{DumpableBehavior, Signal, set_dumpable_behavior, set_parent_process_death_signal};
    use rustix::thread::set_no_new_privs;
    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
        TargetArch,
    };

    type Wall = Result<(), Box<dyn Error>>;
    /// Enables one mechanism.
    type Build = fn() -> Wall;

    /// Confines this thread and all that it may start. Returns the mechanisms that this system lacks.
    pub(in super::super) fn enter() -> Vec<String> {
        let walls: [(&str, Build); 4] = [
            ("end with the parent", end_with_parent),
            ("no new privileges", no_new_privileges),
            ("Landlock", landlock),
            ("seccomp", seccomp),
        ];
        walls.iter().filter_map(|(name, build)| Some(format!("{name}: {}", build().err()?))).collect()
    }

    fn end_with_parent() -> Wall {
        Ok(set_parent_process_death_signal(Some(Signal::KILL))?)
    }

    /// Prevents started programs from gaining rights, and other programs of the user from tracing this process.
    fn no_new_privileges() -> Wall {
        set_no_new_privs(true)?;
        Ok(set_dumpable_behavior(DumpableBehavior::NotDumpable)?)
    }

    /// Denies files, TCP, and signals and abstract sockets to other processes, as far as the kernel supports it.
    fn landlock() -> Wall {
        let abi = ABI::V6;
        let rules = Ruleset::default()
            .handle_access(AccessFs::from_all(abi))?
            .handle_access(AccessNet::from_all(abi))?
            .scope(Scope::from_all(abi))?;
        match rules.create()?.restrict_self()?.ruleset {
            RulesetStatus::NotEnforced => Err("this kernel has none".into()),
            RulesetStatus::FullyEnforced | RulesetStatus::PartiallyEnforced => Ok(()),
        }
    }

    /// Allows only memory, time, and operations on open files. Other system calls fail with `EPERM`.
    fn seccomp() -> Wall {
        let arch = TargetArch::try_from(std::env::consts::ARCH)?;
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> = ALLOWED.iter().map(|call| (*call, Vec::new())).collect();
        for call in [libc::SYS_mmap, libc::SYS_mprotect] {
            rules.insert(call, vec![without_bits(2, libc::PROT_EXEC as u64)?]);
        }
        rules.insert(libc::SYS_prctl, vec![argument_is(0, libc::PR_SET_NAME as u64)?]);
        // Allows reading its own limits.
        rules.insert(libc::SYS_prlimit64, vec![SeccompRule::new(vec![is(0, 0)?, is(2, 0)?])?]);
        let refused = SeccompAction::Errno(libc::EPERM as u32);
        let filter = SeccompFilter::new(rules, refused, SeccompAction::Allow, arch)?;
        let program: BpfProgram = filter.try_into()?;
        Ok(seccompiler::apply_filter(&program)?)
    }

    const ALLOWED: &[i64] = &[
        libc::SYS_brk,
        libc::SYS_clock_getres,
        libc::SYS_clock_gettime,
        libc::SYS_clock_nanosleep,
        libc::SYS_close,
        libc::SYS_dup,
        libc::SYS_exit,
        libc::SYS_exit_group,
        libc::SYS_fcntl,
        libc::SYS_fstat,
        libc::SYS_futex,
        libc::SYS_getpid,
        libc::SYS_getrandom,
        libc::SYS_getrusage,
        libc::SYS_gettid,
        libc::SYS_gettimeofday,
        libc::SYS_lseek,
        libc::SYS_madvise,
        libc::SYS_mremap,
        libc::SYS_munmap,
        libc::SYS_nanosleep,
        libc::SYS_ppoll,
        libc::SYS_pread64,
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_restart_syscall,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sched_getaffinity,
        libc::SYS_sched_yield,
        libc::SYS_set_robust_list,
        libc::SYS_sigaltstack,
        libc::SYS_sysinfo,
        libc::SYS_write,
        libc::SYS_writev,
    ];

    type Condition = Result<SeccompCondition, seccompiler::BackendError>;

    fn is(argument: u8, value: u64) -> Condition {
        SeccompCondition::new(argument, SeccompCmpArgLen::Qword, SeccompCmpOp::Eq, value)
    }

    fn argument_is(argument: u8, value: u64) -> Result<SeccompRule, seccompiler::BackendError> {
        SeccompRule::new(vec![is(argument, value)?])
    }

    fn without_bits(argument: u8, bits: u64) -> Result<SeccompRule, seccompiler::BackendError> {
        let operator = SeccompCmpOp::MaskedEq(bits);
        SeccompRule::new(vec![SeccompCondition::new(argument, SeccompCmpArgLen::Qword, operator, 0)?])
    }

    #[cfg(test)]
    mod tests {
        use std::fs;
        use std::io::{self, Read as _, Seek as _, Write as _};
        use std::net::{SocketAddr, TcpListener, TcpStream, UdpSocket};
        use std::os::unix::net::{UnixListener, UnixStream};
        use std::path::Path;
        use std::process::Command;
        use std::thread;

        use rustix::process::{Pid, getppid, test_kill_current_process_group, test_kill_process};

        use super::*;

        /// Returns what an exploited child might try, by name.
        fn attacks(folder: &Path, address: SocketAddr, parent: Pid) -> Vec<(&'static str, io::Result<()>)> {
            vec![
                ("read the database", fs::read(folder.join("library.sqlite")).map(drop)),
                ("write the database", fs::File::options().write(true).open(folder.join("library.sqlite")).map(drop)),
                ("make a file", fs::write(folder.join("new"), b"x")),
                ("remove the database", fs::remove_file(folder.join("library.sqlite"))),
                ("rename the database", fs::rename(folder.join("library.sqlite"), folder.join("gone"))),
                ("list the folder", fs::read_dir(folder).map(drop)),
                ("look at the database", fs::metadata(folder.join("library.sqlite")).map(drop)),
                ("connect", TcpStream::connect(address).map(drop)),
                ("listen", TcpListener::bind("127.0.0.1:0").map(drop)),
                ("send a datagram", UdpSocket::bind("127.0.0.1:0").map(drop)),
                ("reach a bus", UnixStream::connect(folder.join("bus")).map(drop)),
                ("start a program", Command::new("/bin/true").status().map(drop)),
                ("start a thread", thread::Builder::new().spawn(|| ()).map(drop)),
                ("signal the parent", test_kill_process(parent).map_err(Into::into)),
                ("signal all", test_kill_current_process_group().map_err(Into::into)),
                ("change its limits", set_no_limit()),
            ]
        }

        fn set_no_limit() -> io::Result<()> {
            use rustix::process::{Resource, getrlimit, setrlimit};
            Ok(setrlimit(Resource::Nofile, getrlimit(Resource::Nofile))?)
        }

        /// The sandbox applies to the thread that enters it: here, a test's own thread.
        #[test]
        fn inside_the_walls_nothing_works_but_what_is_open_already() {
            let folder = tempfile::tempdir().expect("a folder");
            fs::write(folder.path().join("library.sqlite"), b"the library").expect("written");
            let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
            let _bus = UnixListener::bind(folder.path().join("bus")).expect("a socket");
            let (path, address) = (folder.path().to_owned(), listener.local_addr().expect("an address"));
            let parent = getppid().unwrap_or(Pid::INIT);
            let before = attacks(&path.join("x"), address, parent);
            assert!(before.iter().any(|(_, result)| result.is_ok()), "the attacks themselves do not work");

            let mut open = tempfile::tempfile().expect("a file");
            open.write_all(b"a film").expect("written");
            let inside = thread::spawn(move || {
                let missing = enter();
                let attacks = attacks(&path, address, parent);
                open.rewind().expect("still open");
                let mut read = String::new();
                open.read_to_string(&mut read).expect("still readable");
                let memory = vec![1_u8; 64 << 20];
                (missing, attacks, read, memory.len())
            });
            let (missing, attacks, read, _) = inside.join().expect("it ends");
            assert!(!missing.iter().any(|wall| wall.starts_with("seccomp")), "{missing:?}");
            assert_eq!(read, "a film");
            for (attack, result) in attacks {
                let error = result.expect_err(attack);
                assert_eq!(error.kind(), io::ErrorKind::PermissionDenied, "{attack}: {error}");
            }
            assert_eq!(fs::read(folder.path().join("library.sqlite")).expect("untouched"), b"the library");
        }

        /// Landlock alone, where the kernel has it, also denies what seccomp would allow by mistake.
        #[test]
        fn landlock_alone_closes_the_file_system() {
            let folder = tempfile::tempdir().expect("a folder");
            let file = folder.path().join("library.sqlite");
            fs::write(&file, b"the library").expect("written");
            let inside = thread::spawn(move || landlock().is_ok().then(|| (fs::read(&file), fs::write(&file, b"x"))));
            let Some((read, written)) = inside.join().expect("it ends") else { return };
            assert_eq!(read.expect_err("closed").kind(), io::ErrorKind::PermissionDenied);
            assert_eq!(written.expect_err("closed").kind(), io::ErrorKind::PermissionDenied);
        }
    }
}
