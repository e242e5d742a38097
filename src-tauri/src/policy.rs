//! The page's content security policy (CSP level 3): `tauri.conf.json` allows media from any port of 127.0.0.1, because the port is
//! known in a run only. In that run it is named, so that the page reaches no other server of this computer.

use tauri::Config;
use tauri::utils::config::Csp;

/// Any port, as the configuration says.
const ANY_PORT: &str = "http://127.0.0.1:*";

/// Narrows the policy to this port.
pub(crate) fn name_port(config: &mut Config, port: u16) {
    let security = &mut config.app.security;
    for csp in [&mut security.csp, &mut security.dev_csp].into_iter().flatten() {
        *csp = Csp::Policy(csp.to_string().replace(ANY_PORT, &format!("http://127.0.0.1:{port}")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_reaches_the_media_servers_port_and_no_other() {
        let mut config: Config = serde_json::from_str(include_str!("../../tauri.conf.json")).unwrap();
        assert!(config.app.security.csp.as_ref().unwrap().to_string().contains(ANY_PORT));
        name_port(&mut config, 41234);
        for csp in [config.app.security.csp, config.app.security.dev_csp] {
            let csp = csp.unwrap().to_string();
            for directive in ["img-src", "media-src", "connect-src"] {
                let of_directive = csp.split(';').find(|part| part.trim().starts_with(directive)).unwrap();
                assert!(of_directive.contains("http://127.0.0.1:41234"), "{of_directive}");
            }
            assert!(!csp.contains(":*"), "{csp}");
            assert!(csp.contains("default-src 'self'") && csp.contains("frame-src 'none'"), "{csp}");
        }
    }
}
