//! Giving memory back to the system.
//!
//! The C library's allocator keeps what was freed, in an arena for each thread. What checks and readings leave behind is
//! scattered, so that after an hour of work most of what the process held was free memory that nobody else could have:
//! 190 MB, of which 77 MB were in use.
#![allow(unsafe_code, reason = "a function of the C library cannot be called without")]

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// The pause between two times. Once takes milliseconds, in which who allocates may have to wait.
const PAUSE: Duration = Duration::from_secs(5);

/// What the end of an arena may have that is free; the allocator would let that grow to 64 MB, and cannot be asked for it again.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const FREE_AT_END: std::ffi::c_int = 1 << 20;

/// What is larger is taken from the system by itself, and goes back to it alone; the allocator would put ever larger pieces into arenas.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const LARGE: std::ffi::c_int = 1 << 20;

/// How many arenas the threads share; the allocator would make eight for each core.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const ARENAS: std::ffi::c_int = 4;

/// Has the allocator keep less of what is freed. To be called before there are other threads.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn be_frugal() {
    use std::ffi::c_int;
    // As in malloc.h.
    const M_TRIM_THRESHOLD: c_int = -1;
    const M_MMAP_THRESHOLD: c_int = -3;
    const M_ARENA_MAX: c_int = -8;
    unsafe extern "C" {
        fn mallopt(parameter: c_int, value: c_int) -> c_int;
    }
    for (parameter, value) in [(M_TRIM_THRESHOLD, FREE_AT_END), (M_MMAP_THRESHOLD, LARGE), (M_ARENA_MAX, ARENAS)] {
        // SAFETY: declared as in mallopt(3); it takes no pointer, and refuses by its result what it does not know.
        unsafe { mallopt(parameter, value) };
    }
}

/// Other allocators are left as they are.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn be_frugal() {}

/// Work was done that left memory behind: gives it back, where that was not done a moment ago. Not for the threads that
/// serve messages, nor for those of quick requests.
pub fn after_work() {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    static LAST: AtomicU64 = AtomicU64::new(0);
    let now = u64::try_from(BEGUN.elapsed().as_millis()).unwrap_or(u64::MAX);
    let last = LAST.load(Ordering::Relaxed);
    let is_due = Duration::from_millis(now.saturating_sub(last)) >= PAUSE;
    // Of several threads one does it.
    if is_due && LAST.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
        give_back();
    }
}

/// Gives back what is free.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn give_back() {
    unsafe extern "C" {
        fn malloc_trim(pad: usize) -> std::ffi::c_int;
    }
    let begun = Instant::now();
    // SAFETY: declared as in malloc_trim(3); it takes no pointer, and may be called from any thread at any time.
    let gave = unsafe { malloc_trim(0) };
    tracing::debug!(gave, took = ?begun.elapsed(), "memory is given back");
}

/// Other allocators give back by themselves.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn give_back() {}
