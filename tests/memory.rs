//! What the server's threads have freed does not stay with the server. By itself, for no other test may use the allocator meanwhile.

#![cfg(all(target_os = "linux", target_env = "gnu"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::hint::black_box;
use std::sync::mpsc;

use ibid::memory::be_frugal;

/// Anonymous memory of this process in kilobytes.
fn anonymous() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("RssAnon")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn what_a_thread_has_freed_goes_back_to_the_system_while_the_thread_lives() {
    be_frugal();
    // After this the allocator would keep as much again at the end of each thread's memory.
    drop(black_box(vec![1u8; 30 << 20]));
    let (freed, is_freed) = mpsc::channel();
    let (end, is_end) = mpsc::channel::<()>();
    let before = anonymous();
    let worker = std::thread::spawn(move || {
        drop(black_box((0..50_000).map(|_| Box::new([1u8; 1000])).collect::<Vec<_>>()));
        freed.send(anonymous()).unwrap();
        is_end.recv().unwrap();
    });
    let after = is_freed.recv().unwrap();
    assert!(after < before + 10_000, "{before} kB, then {after} kB");
    end.send(()).unwrap();
    worker.join().unwrap();
}
