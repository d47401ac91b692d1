//! Makes tables of the lists of words, and names the rules by which articles are read: what an index holds was read by
//! those of its own name, and by no others.

use std::path::{Path, PathBuf};
use std::{fs, io};

#[path = "src/prose/names/key.rs"]
mod key;
#[path = "src/prose/names/latin.rs"]
mod latin;
#[path = "build/lexicon.rs"]
mod lexicon;
#[allow(dead_code, reason = "most of them are for the program")]
#[path = "src/prose/names/traits.rs"]
mod traits;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=Cargo.lock");
    lexicon::write()?;
    let mut files = Vec::new();
    collect(Path::new("src"), &mut files)?;
    collect(Path::new("build"), &mut files)?;
    files.push(PathBuf::from("Cargo.lock"));
    files.sort_unstable();
    let mut hash = FNV_OFFSET;
    for file in files {
        // An archive of the sources may have no lock file.
        let Ok(bytes) = fs::read(&file) else { continue };
        let name = file.to_string_lossy().replace('\\', "/");
        for &byte in name.as_bytes().iter().chain(&[0]).chain(&bytes) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME);
        }
    }
    println!("cargo::rustc-env=IBID_RULES={hash:016x}");
    Ok(())
}

/// The constants of FNV-1a with 64 bits (Fowler, Noll and Vo).
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
