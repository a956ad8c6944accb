//! A program run with a time limit, and what it took.

use std::fs;
use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often a running program is looked at: also how exact times and peaks are.
const TICK: Duration = Duration::from_millis(2);

/// What a program did.
pub(crate) struct Run {
    /// `None` when the time was over.
    pub(crate) status: Option<ExitStatus>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// Seconds of processor, of the program and of those that it started and waited for: what else
    /// the machine does changes little of it. Where the system does not tell, seconds of the clock.
    pub(crate) seconds: f64,
    /// The most memory that the program alone had, in MiB; 0 where the system does not tell.
    pub(crate) peak: u64,
}

impl Run {
    pub(crate) fn succeeded(&self) -> bool {
        self.status.is_some_and(|status| status.success())
    }
}

/// Runs a program to its end, or ends it when `limit` is over.
pub(crate) fn run(command: &mut Command, limit: Duration) -> io::Result<Run> {
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| {
            let name = command.get_program().to_string_lossy();
            io::Error::new(error.kind(), format!("cannot run `{name}`: {error}"))
        })?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    // Both streams are read beside the wait: a full pipe would stop the program.
    thread::scope(|scope| {
        let stdout = scope.spawn(|| text(stdout));
        let stderr = scope.spawn(|| text(stderr));
        let (status, seen) = wait(&mut child, start + limit)?;
        let clock = start.elapsed().as_secs_f64();
        Ok(Run {
            status,
            stdout: stdout.join().unwrap_or_default(),
            stderr: stderr.join().unwrap_or_default(),
            seconds: seen.seconds.unwrap_or(clock),
            peak: seen.peak,
        })
    })
}

fn text(stream: Option<impl Read>) -> String {
    let mut bytes = Vec::new();
    // What was read before a failure is still worth a look.
    let _ = stream.map(|mut stream| stream.read_to_end(&mut bytes));
    String::from_utf8_lossy(&bytes).into_owned()
}

fn wait(child: &mut Child, end: Instant) -> io::Result<(Option<ExitStatus>, Seen)> {
    let mut seen = Seen::default();
    loop {
        let runs = seen.look(child.id()).unwrap_or(false);
        if !runs && let Some(status) = child.try_wait()? {
            return Ok((Some(status), seen));
        }
        if Instant::now() >= end {
            child.kill()?;
            child.wait()?;
            return Ok((None, seen));
        }
        thread::sleep(TICK);
    }
}

/// What the system tells of a process: Linux alone does, in files.
#[derive(Default)]
struct Seen {
    seconds: Option<f64>,
    peak: u64,
}

impl Seen {
    /// Looks once more; whether the process runs. One that ended, but was not waited for, still
    /// tells its times.
    fn look(&mut self, process: u32) -> Option<bool> {
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        // The second field is the name of the program in parentheses, and may hold any.
        let (_, rest) = stat.rsplit_once(") ")?;
        let fields: Vec<&str> = rest.split(' ').collect();
        // Hundredths of user and system time: its own, and of the children that it waited for.
        let ticks: u64 = fields
            .get(11..15)?
            .iter()
            .flat_map(|text| text.parse::<u64>())
            .sum();
        self.seconds = Some(ticks as f64 / 100.0);
        let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        self.peak = self.peak.max(kib.unwrap_or(0) / 1024);
        Some(fields.first() != Some(&"Z"))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::run;
    use std::process::Command;
    use std::time::Duration;

    fn shell(script: &str, limit: Duration) -> std::io::Result<super::Run> {
        run(Command::new("sh").args(["-c", script]), limit)
    }

    #[test]
    fn what_is_said_comes_back_even_if_it_is_long() {
        let long = Duration::from_secs(60);
        let run = shell("head -c 300000 /dev/zero; echo no >&2; exit 3", long).unwrap();
        assert_eq!(run.stdout.len(), 300_000);
        assert_eq!(run.stderr, "no\n");
        assert_eq!(run.status.unwrap().code(), Some(3));
        assert!(!run.succeeded());
    }

    #[test]
    fn a_program_that_does_not_end_is_ended() {
        let run = shell("exec sleep 60", Duration::from_millis(50)).unwrap();
        assert!(run.status.is_none());
        assert!(run.seconds < 30.0);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn time_and_memory_are_told() {
        let work = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done";
        // The time of a child counts too.
        let script = format!("sh -c '{work}'; exit 0");
        let run = shell(&script, Duration::from_secs(60)).unwrap();
        assert!(run.seconds > 0.0 && run.seconds < 60.0, "{}", run.seconds);
        assert!(run.peak > 0);
    }

    #[test]
    fn no_program_is_an_error_that_names_it() {
        let command = &mut Command::new("no-such-program");
        let error = run(command, Duration::ZERO).err().unwrap().to_string();
        assert!(error.contains("no-such-program"), "{error}");
    }
}
