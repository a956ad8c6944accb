//! What this process holds, as Linux tells it.

use crate::rivals::Result;
use serde::{Deserialize, Serialize};
use std::fs;

#[derive(Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Usage {
    /// Memory, in KiB. Buffers of sockets are the kernel's, and not in it.
    pub(crate) resident: u64,
    pub(crate) files: usize,
    pub(crate) tasks: usize,
}

impl Usage {
    /// Of this process, and of the runtime that runs the caller.
    pub(crate) fn now() -> Result<Self> {
        Ok(Self {
            resident: status("VmRSS:")?,
            files: fs::read_dir("/proc/self/fd")?.count(),
            tasks: tokio::runtime::Handle::try_current()?
                .metrics()
                .num_alive_tasks(),
        })
    }
}

/// The most memory since [`forget_peak`], in KiB.
pub(crate) fn peak() -> Result<u64> {
    status("VmHWM:")
}

pub(crate) fn forget_peak() -> Result<()> {
    Ok(fs::write("/proc/self/clear_refs", "5")?)
}

/// How many files a process may open.
pub(crate) fn limit_of_files() -> Result<usize> {
    let limit = number("/proc/self/limits", "Max open files")?;
    Ok(usize::try_from(limit)?)
}

fn status(name: &str) -> Result<u64> {
    number("/proc/self/status", name)
}

/// The first number after this name.
fn number(path: &str, name: &str) -> Result<u64> {
    let text = fs::read_to_string(path)?;
    let rest = text.lines().find_map(|line| line.strip_prefix(name));
    let word = rest.and_then(|rest| rest.split_whitespace().next());
    let word = word.ok_or_else(|| format!("{path}: no {name}"))?;
    match word {
        "unlimited" => Ok(u64::MAX),
        word => Ok(word.parse()?),
    }
}
