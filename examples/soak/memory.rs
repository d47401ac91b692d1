//! The memory of the server over time.

use std::fs;
use std::time::Duration;

/// How often it is looked at.
const PAUSE: Duration = Duration::from_secs(10);

/// What is read and learnt at the beginning is not judged.
const WARMING_UP: Duration = Duration::from_secs(60);

/// How many looks it takes to judge: three minutes of them.
const ENOUGH: usize = 18;

/// By how much the end may be above the beginning.
const ALLOWED: f64 = 1.1;

pub struct Memory {
    process: u32,
    next: Duration,
    /// Anonymous memory in megabytes, after the first minute.
    judged: Vec<f64>,
}

impl Memory {
    pub fn of(process: u32) -> Memory {
        println!("{:>6} {:>9} {:>10} {:>18}", "s", "VmRSS MB", "RssAnon MB", "requests under way");
        Memory { process, next: Duration::ZERO, judged: Vec::new() }
    }

    /// Looks, where it is time to.
    pub fn note(&mut self, elapsed: Duration, waiting: usize) {
        if elapsed < self.next {
            return;
        }
        self.next = elapsed + PAUSE;
        let status = fs::read_to_string(format!("/proc/{}/status", self.process)).unwrap_or_default();
        let megabytes = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
            line.split_whitespace().nth(1).and_then(|number| number.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1024.0
        };
        let (all, anonymous) = (megabytes("VmRSS"), megabytes("RssAnon"));
        println!("{:>6} {all:>9.0} {anonymous:>10.0} {waiting:>18}", elapsed.as_secs());
        if elapsed >= WARMING_UP && anonymous.is_finite() {
            self.judged.push(anonymous);
        }
    }

    /// What is wrong with it.
    pub fn judge(&self) -> Option<String> {
        if self.judged.len() < ENOUGH {
            println!("memory is not judged: too short");
            return None;
        }
        let third = self.judged.len() / 3;
        let (first, last) = (median(&self.judged[..third]), median(&self.judged[self.judged.len() - third..]));
        println!("anonymous memory: {first:.0} MB in the first third after the first minute, {last:.0} MB in the last");
        (last > first * ALLOWED).then(|| format!("memory grows: {first:.0} MB, then {last:.0} MB"))
    }
}

fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
