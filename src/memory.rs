//! The allocator, and how soon it gives back what was freed.
//!
//! It is jemalloc on Linux with the GNU C library, and the system's own elsewhere: on a Mac jemalloc has no thread that
//! gives memory back, and does not begin where it is told to have one. What checks and readings leave behind is
//! scattered, and the C library's allocator keeps it; this one gives free pages back by itself, and reads articles a
//! sixth quicker.
#![cfg(all(target_os = "linux", target_env = "gnu"))]
#![allow(unsafe_code, reason = "a name that the allocator's C code looks for cannot be given without")]

use tikv_jemallocator::Jemalloc;

#[global_allocator]
static ALLOCATOR: Jemalloc = Jemalloc;

/// How it is set ([jemalloc(3)](https://jemalloc.net/jemalloc.3.html), "TUNING"), as a C string: free pages go back within two seconds,
/// by a thread that does nothing else, also when nobody allocates; address space goes back too, for processes in which it is
/// limited; and the threads share four arenas, where they would have four for each core.
// SAFETY: nothing else has this name, and the allocator reads it as what it is: a pointer to bytes that end with 0.
#[unsafe(export_name = "_rjem_malloc_conf")]
#[used]
static SETTINGS: &[u8; 83] = b"background_thread:true,dirty_decay_ms:2000,muzzy_decay_ms:0,retain:false,narenas:4\0";
