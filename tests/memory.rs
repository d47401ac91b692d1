//! What threads have freed does not stay with the program. One test at a time, and no others beside them: all use one allocator.

#![cfg(all(target_os = "linux", target_env = "gnu"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::hint::black_box;
use std::sync::{Mutex, PoisonError, mpsc};
use std::time::Duration;

// What is tested is the allocator that comes with it.
use ibid as _;

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Anonymous memory of this process in kilobytes.
fn anonymous() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("RssAnon")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// The same, as soon as it is less than `limit`, or what it is after a while.
fn anonymous_below(limit: usize) -> usize {
    let is_above = |_: &u32| anonymous() >= limit;
    (0..200).take_while(is_above).for_each(|_| std::thread::sleep(Duration::from_millis(25)));
    anonymous()
}

#[test]
fn what_a_thread_has_freed_goes_back_to_the_system_while_the_thread_lives() {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let (freed, is_freed) = mpsc::channel();
    let (end, is_end) = mpsc::channel::<()>();
    let before = anonymous();
    let worker = std::thread::spawn(move || {
        drop(black_box((0..50_000).map(|_| Box::new([1u8; 1000])).collect::<Vec<_>>()));
        freed.send(()).unwrap();
        is_end.recv().unwrap();
    });
    is_freed.recv().unwrap();
    let after = anonymous_below(before + 10_000);
    assert!(after < before + 10_000, "{before} kB, then {after} kB");
    end.send(()).unwrap();
    worker.join().unwrap();
}

#[test]
fn what_many_threads_have_freed_goes_back_to_the_system_though_some_of_it_is_still_in_use() {
    const BLOCKS: usize = 100_000;
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let work = || {
        let mut blocks: Vec<Box<[u8; 1000]>> = (0..BLOCKS).map(|_| Box::new([1; 1000])).collect();
        let mut number = 0;
        blocks.retain(|_| {
            number += 1;
            number % 100 == 0
        });
        blocks
    };
    let before = anonymous();
    let workers: Vec<_> = (0..3).map(|_| std::thread::spawn(work)).collect();
    let kept: Vec<_> = workers.into_iter().map(|worker| worker.join().unwrap()).collect();
    let after = anonymous_below(before + 150_000);
    assert!(after < before + 150_000, "{before} kB, then {after} kB");
    drop(kept);
}
