//! Pictures from outside, fetched when the user asks for those of one email, and never otherwise.

use std::collections::HashMap;
use std::io::Read;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

use super::pictures::{Loaded, raster};
use crate::limits::{
    MAIL_PICTURE_BYTES_MAX, MAIL_PICTURES_BYTES_MAX, MAIL_REMOTE_MAX, MAIL_REMOTE_ONE_SECONDS,
    MAIL_REMOTE_SECONDS,
};
use crate::work::Work;

const REDIRECTS_MAX: u32 = 4;
const AT_ONCE: usize = 6;
const CHUNK_BYTES: usize = 16 << 10;

/// Fetches pictures: no cookies, no referrer, nothing of the user's but the request itself.
#[derive(Debug, Clone)]
pub(super) struct Client {
    agent: Agent,
}

impl Client {
    pub(super) fn new() -> Self {
        Self::resolving_with(PublicOnly { allows_private: false })
    }

    /// For tests, whose server is on this computer.
    #[cfg(test)]
    fn reaching_anything() -> Self {
        Self::resolving_with(PublicOnly { allows_private: true })
    }

    fn resolving_with(resolver: PublicOnly) -> Self {
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()));
        let config = Config::builder()
            .tls_config(tls.build())
            // A proxy would resolve the names itself, out of sight of `PublicOnly`.
            .proxy(None)
            .max_redirects(REDIRECTS_MAX)
            .user_agent("Hilo")
            .accept("image/png, image/jpeg, image/gif, image/webp")
            .max_idle_connections(0)
            .timeout_global(Some(Duration::from_secs(MAIL_REMOTE_ONE_SECONDS)));
        Self { agent: Agent::with_parts(config.build(), DefaultConnector::default(), resolver) }
    }

    /// What could be had in time; a picture that could not is left out. Stopping ends it after the bytes under way,
    /// and keeps what there is.
    pub(super) fn fetch(&self, addresses: &[String], work: &Work) -> Loaded {
        let deadline = Instant::now() + Duration::from_secs(MAIL_REMOTE_SECONDS);
        let addresses = &addresses[..addresses.len().min(MAIL_REMOTE_MAX)];
        work.expect(addresses.len());
        let next = AtomicUsize::new(0);
        let bytes_left = AtomicUsize::new(MAIL_PICTURES_BYTES_MAX);
        let loaded = Mutex::new(HashMap::new());
        let is_over = || work.is_stopped() || Instant::now() >= deadline;
        std::thread::scope(|scope| {
            for _ in 0..AT_ONCE.min(addresses.len()) {
                scope.spawn(|| {
                    while let Some(address) = addresses.get(next.fetch_add(1, Ordering::Relaxed)) {
                        if is_over() {
                            return;
                        }
                        let fetched = self.one(address, &is_over);
                        work.count(1);
                        let Some(bytes) = fetched else { continue };
                        let room = |left: usize| left.checked_sub(bytes.len());
                        if bytes_left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, room).is_ok() {
                            let mut loaded = loaded.lock().unwrap_or_else(PoisonError::into_inner);
                            loaded.insert(address.clone(), bytes);
                        }
                    }
                });
            }
        });
        loaded.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn one(&self, address: &str, is_over: &dyn Fn() -> bool) -> Option<Vec<u8>> {
        let mut answer = self.agent.get(address).call().ok()?;
        let mut body = answer.body_mut().as_reader();
        let (mut bytes, mut chunk) = (Vec::new(), vec![0; CHUNK_BYTES]);
        loop {
            let count = body.read(&mut chunk).ok()?;
            if count == 0 {
                break;
            }
            bytes.extend_from_slice(&chunk[..count]);
            if bytes.len() > MAIL_PICTURE_BYTES_MAX || is_over() {
                return None;
            }
        }
        raster(&bytes).map(|_| bytes)
    }
}

/// Names that lead into this computer or its network lead nowhere: an email must not knock at the printer's door.
/// Asked for every connection, redirects included, and the connection goes to the address that was checked.
#[derive(Debug)]
struct PublicOnly {
    allows_private: bool,
}

impl Resolver for PublicOnly {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        if !self.allows_private && !found.iter().all(|address| is_public(address.ip())) {
            return Err(Error::HostNotFound);
        }
        Ok(found)
    }
}

/// IANA's special-purpose registries, less what may be reached from anywhere.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19)))
}

/// Global unicast only, and none of the ranges in it that wrap or stand for another address.
fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(mapped) = address.to_ipv4_mapped() {
        return is_public_v4(mapped);
    }
    let [first, second, ..] = address.segments();
    let is_global = first & 0xE000 == 0x2000;
    let is_6to4 = first == 0x2002;
    let is_special = first == 0x2001 && (second < 0x0200 || second == 0x0DB8);
    let is_documentation = first == 0x3FFF && second < 0x1000;
    is_global && !is_6to4 && !is_special && !is_documentation
}

#[cfg(test)]
#[path = "remote_tests.rs"]
mod tests;
