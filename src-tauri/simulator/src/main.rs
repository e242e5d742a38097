//! The simulator as a program: reads its arguments, prints its address, serves until it is stopped.

use dailies_simulator::{Config, Control, Quality, Simulator};
use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "usage: dailies-simulator [--port N] [--key KEY] [--speed FACTOR] [--state DIR] [--balance USD]
  --port N        port on 127.0.0.1; 0, the default, takes any free one
  --key KEY       the bearer key to insist on; without it any key and none is accepted
  --speed FACTOR  how many times faster than the real thing tasks finish; 50 by default
  --quality tiny  small films, for tests
  --state DIR     where tasks and clips outlive the program
  --balance USD   what the key may spend in all; without it there is no limit";

#[tokio::main]
async fn main() -> ExitCode {
    let config = match read(std::env::args().skip(1)) {
        Ok(Some(config)) => config,
        Ok(None) => return say(USAGE),
        Err(error) => return fail(&format!("{error}\n{USAGE}")),
    };
    let simulator = match Simulator::start(config).await {
        Ok(simulator) => simulator,
        Err(error) => return fail(&error.to_string()),
    };
    say(&simulator.address());
    if let Err(error) = tokio::signal::ctrl_c().await {
        return fail(&format!("cannot wait for a signal: {error}"));
    }
    simulator.stop().await;
    ExitCode::SUCCESS
}

#[expect(clippy::print_stdout, reason = "the address and the usage are the program's output")]
fn say(text: &str) -> ExitCode {
    println!("{text}");
    ExitCode::SUCCESS
}

fn fail(text: &str) -> ExitCode {
    eprintln!("dailies-simulator: {text}");
    ExitCode::from(2)
}

/// `None` when help was asked for.
fn read(mut args: impl Iterator<Item = String>) -> Result<Option<Config>, String> {
    let mut config = Config { control: Control::Open, ..Config::default() };
    while let Some(name) = args.next() {
        if matches!(name.as_str(), "--help" | "-h") {
            return Ok(None);
        }
        let mut value = || args.next().ok_or_else(|| format!("{name} needs a value"));
        match name.as_str() {
            "--port" => config.port = parse(&name, &value()?, "a port from 0 to 65535")?,
            "--speed" => config.speed = parse(&name, &value()?, "a number above 0")?,
            "--key" => config.key = Some(value()?),
            "--balance" => config.balance_usd = Some(parse(&name, &value()?, "an amount such as 1.50")?),
            "--quality" if value()? == "tiny" => config.quality = Quality::Tiny,
            "--state" => config.state_dir = Some(PathBuf::from(value()?)),
            _ => return Err(format!("unknown argument {name}")),
        }
    }
    Ok(Some(config))
}

fn parse<T: std::str::FromStr>(name: &str, value: &str, must: &str) -> Result<T, String> {
    value.parse().map_err(|_| format!("{name} must be {must}, not {value:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(line: &str) -> Result<Option<Config>, String> {
        read(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn arguments_are_read() {
        let config = args("--port 18080 --key sk-demo --speed 2.5 --state /tmp/x --balance 1.5 --quality tiny")
            .unwrap()
            .unwrap();
        assert_eq!((config.port, config.key.as_deref(), config.speed), (18080, Some("sk-demo"), 2.5));
        assert_eq!(config.quality, Quality::Tiny);
        assert_eq!(config.state_dir, Some(PathBuf::from("/tmp/x")));
        assert_eq!(config.balance_usd, Some(1.5));
        assert!(args("--help").unwrap().is_none());
    }

    #[test]
    fn wrong_arguments_say_what_is_wrong() {
        assert_eq!(args("--port x").unwrap_err(), "--port must be a port from 0 to 65535, not \"x\"");
        assert_eq!(args("--key").unwrap_err(), "--key needs a value");
        assert_eq!(args("--fast 3").unwrap_err(), "unknown argument --fast");
    }
}
