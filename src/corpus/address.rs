//! Web addresses, compared as people mean them.

/// The form in which two addresses of one page are equal: without scheme, user, `www.`, default port, fragment,
/// tracking parameters and trailing slash, the host in lower case.
pub fn canonical(url: &str) -> String {
    let url = url.trim();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or(rest);
    let (place, query) = rest.split_once('?').map_or((rest, ""), |(place, query)| (place, query));
    let (host, path) = place.find('/').map_or((place, ""), |slash| place.split_at(slash));
    let host = host.rsplit('@').next().unwrap_or(host).to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let host = host.strip_suffix(":443").or(host.strip_suffix(":80")).unwrap_or(host);
    let mut canonical = format!("{host}{}", path.trim_end_matches('/'));
    let kept = query.split('&').filter(|parameter| !parameter.is_empty() && !is_tracking(parameter));
    for (index, parameter) in kept.enumerate() {
        canonical.push(if index == 0 { '?' } else { '&' });
        canonical.push_str(parameter);
    }
    canonical
}

/// Parameters that say how a reader came to a page and not which page it is.
fn is_tracking(parameter: &str) -> bool {
    const NAMES: [&str; 12] = [
        "fbclid",
        "gclid",
        "dclid",
        "msclkid",
        "mc_cid",
        "mc_eid",
        "igshid",
        "ref",
        "ref_src",
        "cmpid",
        "smid",
        "__twitter_impression",
    ];
    let name = parameter.split('=').next().unwrap_or(parameter).to_ascii_lowercase();
    name.starts_with("utm_") || NAMES.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_page_are_equal() {
        let page = canonical("https://example.org/2024/canal");
        for same in [
            "http://www.example.org/2024/canal/",
            "HTTPS://Example.org:443/2024/canal#part-2",
            "example.org/2024/canal?utm_source=letter&fbclid=1",
        ] {
            assert_eq!(canonical(same), page, "{same}");
        }
    }

    #[test]
    fn addresses_of_two_pages_are_not() {
        assert_ne!(canonical("https://example.org/?id=1"), canonical("https://example.org/?id=2"));
        assert_ne!(canonical("https://example.org/Canal"), canonical("https://example.org/canal"));
    }
}
