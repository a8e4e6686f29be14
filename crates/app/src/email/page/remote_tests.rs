//! A server on this computer plays the sender's: what is fetched, what is not, and what it gets to know.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

use super::*;

const GIF: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0;";

/// Answers by path, until the test ends, and tells each request's head.
fn server() -> (String, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("its address"));
    let (heads, told) = mpsc::channel();
    let own = base.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (heads, own) = (heads.clone(), own.clone());
            std::thread::spawn(move || answer(stream, &own, &heads));
        }
    });
    (base, told)
}

fn answer(mut stream: TcpStream, own: &str, heads: &mpsc::Sender<String>) {
    let mut head = String::new();
    let mut reader = BufReader::new(stream.try_clone().expect("a second end"));
    while reader.read_line(&mut head).is_ok_and(|count| count > 2) {}
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let _ = heads.send(head);
    let _ = match path.as_str() {
        "/picture" => send(&mut stream, "200 OK\r\nSet-Cookie: a=b\r\nContent-Type: text/plain", GIF),
        "/page" => send(&mut stream, "200 OK\r\nContent-Type: image/gif", b"<script>x()</script>"),
        "/huge" => send(&mut stream, "200 OK", &[GIF, &vec![0; MAIL_PICTURE_BYTES_MAX]].concat()),
        "/missing" => send(&mut stream, "404 Not Found", GIF),
        "/moved" => send(&mut stream, &format!("302 Found\r\nLocation: {own}/picture"), b""),
        "/around" => send(&mut stream, &format!("302 Found\r\nLocation: {own}/around"), b""),
        "/file" => send(&mut stream, "302 Found\r\nLocation: file:///etc/hostname", b""),
        // Never ends by itself.
        "/slow" => {
            let begun = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 4000000\r\n\r\n");
            while stream.write_all(&[0; 64]).is_ok() {
                std::thread::sleep(Duration::from_millis(5));
            }
            begun
        }
        _ => Ok(()),
    };
}

fn send(stream: &mut TcpStream, head: &str, body: &[u8]) -> std::io::Result<()> {
    let length = body.len();
    stream.write_all(
        format!("HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n").as_bytes(),
    )?;
    stream.write_all(body)
}

fn fetched(client: &Client, base: &str, paths: &[&str]) -> Vec<String> {
    let addresses: Vec<String> = paths.iter().map(|path| format!("{base}{path}")).collect();
    let loaded = client.fetch(&addresses, &Work::default());
    paths
        .iter()
        .filter(|path| loaded.contains_key(&format!("{base}{path}")))
        .map(|path| (*path).to_owned())
        .collect()
}

#[test]
fn pictures_come_and_nothing_else_does() {
    let (base, told) = server();
    let paths = ["/picture", "/page", "/huge", "/missing", "/moved", "/around", "/file"];
    assert_eq!(fetched(&Client::reaching_anything(), &base, &paths), ["/picture", "/moved"]);
    for head in told.try_iter() {
        let head = head.to_ascii_lowercase();
        for tell in ["cookie:", "referer:", "authorization:", "accept-language:", "origin:"] {
            assert!(!head.contains(tell), "{tell} tells the sender something: {head}");
        }
        assert!(head.contains("user-agent: hilo\r\n"), "{head}");
    }
}

#[test]
fn r17_this_computer_and_its_network_are_not_asked() {
    let (base, told) = server();
    let port = base.rsplit(':').next().expect("a port");
    let hosts = [
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "127.0.0.1.",
        "localhost.",
    ];
    let addresses: Vec<String> = hosts.iter().map(|host| format!("http://{host}:{port}/picture")).collect();
    assert!(Client::new().fetch(&addresses, &Work::default()).is_empty());
    assert_eq!(told.try_iter().count(), 0, "not even a question arrives");
}

/// The first answer comes from outside and sends the program inside: the second connection is checked like the first.
#[test]
fn a_redirect_inside_is_refused() {
    #[derive(Debug)]
    struct FirstOutside(AtomicBool, PublicOnly);
    impl Resolver for FirstOutside {
        fn resolve(
            &self,
            uri: &Uri,
            config: &Config,
            timeout: NextTimeout,
        ) -> Result<ResolvedSocketAddrs, Error> {
            if self.0.swap(false, Ordering::Relaxed) {
                return PublicOnly { allows_private: true }.resolve(uri, config, timeout);
            }
            self.1.resolve(uri, config, timeout)
        }
    }
    let (base, told) = server();
    let resolver = FirstOutside(AtomicBool::new(true), PublicOnly { allows_private: false });
    let config = Client::new().agent.config().clone();
    let client = Client { agent: Agent::with_parts(config, DefaultConnector::default(), resolver) };
    assert!(fetched(&client, &base, &["/moved"]).is_empty());
    assert_eq!(told.try_iter().count(), 1, "the door at the redirect's end is not knocked at");
}

#[test]
fn stopping_ends_it_at_once() {
    let (base, told) = server();
    let work = Work::default();
    let addresses = vec![format!("{base}/slow"); 20];
    std::thread::scope(|scope| {
        let fetching = scope.spawn(|| Client::reaching_anything().fetch(&addresses, &work));
        told.recv().expect("it has begun");
        work.stop();
        assert!(fetching.join().expect("no panic").is_empty());
    });
    assert!(told.try_iter().count() < addresses.len() - 1, "the others were not asked for");
}

#[test]
fn addresses_that_are_not_for_everybody() {
    for inside in [
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "127.0.0.1",
        "169.254.169.254",
        "0.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2001::1",
        "2001:db8::1",
        "3fff::1",
        "::7f00:1",
        "fec0::1",
    ] {
        assert!(!is_public(inside.parse().expect(inside)), "{inside}");
    }
    for outside in ["1.1.1.1", "172.15.0.1", "172.32.0.1", "100.128.0.1", "2606:4700::1", "2a00:1450::1"] {
        assert!(is_public(outside.parse().expect(outside)), "{outside}");
    }
}
