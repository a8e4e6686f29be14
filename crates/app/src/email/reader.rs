//! Emails are read in a process of their own that can be ended (security-rules.md R18): a hostile one costs at most the time and
//! memory that it is given here, and never the program. Threads cannot be ended, and a failed allocation ends a process.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{ExitCode, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use mail::{Email, MailError};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::Mutex;

use crate::error::{AppError, ErrorCode};
use crate::limits::{EMAIL_ANSWER_BYTES_MAX, EMAIL_READ_WITHIN, READER_IDLE, READER_MEMORY_MAX};

/// The only argument of the process that reads.
const ARGUMENT: &str = "--read-emails";
/// How the process ends that took too much memory.
const TOO_MUCH: u8 = 9;

static READER: OnceLock<Reader> = OnceLock::new();

/// To be called first by a program: one that was started to read emails does that, and is done. Any other will start itself
/// again for that; where nobody called this, as in tests of the library, emails are read on a thread.
pub fn enter() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|first| first == ARGUMENT) && arguments.next().is_none() {
        return Some(serve());
    }
    if let Some(program) = this_program() {
        // Called again it changes nothing: it is the same program.
        let _ = READER.set(Reader::new(program));
    }
    None
}

/// Reads an email, or says why not, in bounded time.
///
/// # Errors
/// Those of [`mail::read`], and `email_too_complex` for one that was given up.
pub(crate) async fn read(bytes: &[u8]) -> Result<Email, AppError> {
    match READER.get() {
        Some(reader) => reader.read(bytes).await,
        None => {
            let bytes = bytes.to_owned();
            let failed = |error| AppError::new(ErrorCode::Internal).with_detail(error);
            Ok(tokio::task::spawn_blocking(move || mail::read(&bytes)).await.map_err(failed)??)
        }
    }
}

/// Starts the process that reads, if none waits: whoever picks a file will soon want it read.
pub fn warm_up() {
    if let Some(reader) = READER.get() {
        tokio::spawn(reader.clone().warm_up());
    }
}

#[derive(Debug, Clone)]
pub struct Reader {
    program: PathBuf,
    /// The process that waits for the next email, and how many were read before it.
    idle: Arc<Mutex<Idle>>,
}

#[derive(Debug, Default)]
struct Idle {
    process: Option<Process>,
    uses: u64,
}

/// Why there is no answer.
enum Ended {
    Late,
    TooMuch,
    Failed,
}

/// Ended with this value: also when whoever waited for its answer does not any more.
#[derive(Debug)]
struct Process {
    child: Child,
    asks: ChildStdin,
    answers: ChildStdout,
}

impl Reader {
    /// `program` is one that calls [`enter`].
    pub fn new(program: PathBuf) -> Self {
        Self { program, idle: Arc::default() }
    }

    /// # Errors
    /// As [`read`].
    pub async fn read(&self, bytes: &[u8]) -> Result<Email, AppError> {
        // The process would say the same, after the bytes went there.
        if bytes.len() > mail::limits::FILE_BYTES_MAX {
            return Err(AppError::new(ErrorCode::FileTooLarge));
        }
        let waiting = self.idle.lock().await.process.take();
        let (process, was_waiting) = match waiting {
            Some(process) => (process, true),
            None => (self.start()?, false),
        };
        let read = match self.read_with(process, bytes).await {
            // It may have ended while it waited, or held on to what the last email took.
            Err(Ended::Failed | Ended::TooMuch) if was_waiting => self.read_with(self.start()?, bytes).await,
            read => read,
        };
        let why = match read {
            Ok(answer) => return Ok(answer?),
            Err(Ended::Late) => "took too long",
            Err(Ended::TooMuch) => "took too much memory",
            Err(Ended::Failed) => "failed",
        };
        Err(AppError::new(ErrorCode::EmailTooComplex).with_detail(format!("reading it {why}")))
    }

    async fn read_with(&self, mut process: Process, bytes: &[u8]) -> Result<Result<Email, MailError>, Ended> {
        match tokio::time::timeout(EMAIL_READ_WITHIN, process.ask(bytes)).await {
            Ok(Ok(answer)) => {
                self.keep(process).await;
                Ok(answer)
            }
            Ok(Err(_)) => match process.end().await {
                Some(code) if code == i32::from(TOO_MUCH) => Err(Ended::TooMuch),
                _ => Err(Ended::Failed),
            },
            Err(_) => Err(Ended::Late),
        }
    }

    async fn warm_up(self) {
        if self.idle.lock().await.process.is_none()
            && let Ok(process) = self.start()
        {
            self.keep(process).await;
        }
    }

    fn start(&self) -> Result<Process, AppError> {
        let failed = |error: std::io::Error| {
            tracing::error!(%error, "emails cannot be read: their process does not start");
            AppError::new(ErrorCode::Internal).with_detail(error.kind())
        };
        let mut command = Command::new(&self.program);
        command.arg(ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        without_terminal(&mut command);
        let mut child = command.kill_on_drop(true).spawn().map_err(failed)?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(asks), Some(answers)) => Ok(Process { child, asks, answers }),
            _ => Err(AppError::new(ErrorCode::Internal)),
        }
    }

    /// For the next email, for a while.
    async fn keep(&self, process: Process) {
        let mut idle = self.idle.lock().await;
        idle.process = Some(process);
        idle.uses += 1;
        let (uses, idle) = (idle.uses, Arc::clone(&self.idle));
        tokio::spawn(async move {
            tokio::time::sleep(READER_IDLE).await;
            let mut idle = idle.lock().await;
            if idle.uses == uses {
                idle.process = None;
            }
        });
    }
}

impl Process {
    /// One email there, one answer back; any failure means that the process is of no more use.
    async fn ask(&mut self, bytes: &[u8]) -> std::io::Result<Result<Email, MailError>> {
        self.asks.write_u64_le(bytes.len() as u64).await?;
        self.asks.write_all(bytes).await?;
        self.asks.flush().await?;
        let length = self.answers.read_u64_le().await?;
        // Whoever took the process over could say anything.
        let length = usize::try_from(length).ok().filter(|length| *length <= EMAIL_ANSWER_BYTES_MAX);
        let Some(length) = length else { return Err(std::io::ErrorKind::InvalidData.into()) };
        let mut answer = vec![0; length];
        self.answers.read_exact(&mut answer).await?;
        postcard::from_bytes(&answer).map_err(|_| std::io::ErrorKind::InvalidData.into())
    }

    /// How it ended, where it did by itself.
    async fn end(mut self) -> Option<i32> {
        let ended = tokio::time::timeout(Duration::from_secs(1), self.child.wait()).await;
        ended.ok()?.ok()?.code()
    }
}

/// Answers until nobody asks any more.
fn serve() -> ExitCode {
    std::thread::spawn(watch);
    // A panic may quote the email.
    std::panic::set_hook(Box::new(|_| {}));
    let (mut asked, mut answers) = (std::io::stdin().lock(), std::io::stdout().lock());
    loop {
        let Ok(bytes) = question(&mut asked) else { return ExitCode::SUCCESS };
        READING.store(true, Ordering::Relaxed);
        let Ok(answer) = postcard::to_allocvec(&mail::read(&bytes)) else { return ExitCode::FAILURE };
        READING.store(false, Ordering::Relaxed);
        drop(bytes);
        let told = answers
            .write_all(&(answer.len() as u64).to_le_bytes())
            .and_then(|()| answers.write_all(&answer))
            .and_then(|()| answers.flush());
        if told.is_err() {
            return ExitCode::FAILURE;
        }
    }
}

fn question(asked: &mut impl Read) -> std::io::Result<Vec<u8>> {
    let mut length = [0; 8];
    asked.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    let mut bytes = Vec::new();
    asked.take(length).read_to_end(&mut bytes)?;
    match bytes.len() as u64 == length {
        true => Ok(bytes),
        false => Err(std::io::ErrorKind::UnexpectedEof.into()),
    }
}

/// Whether an email is being read now.
static READING: AtomicBool = AtomicBool::new(false);

/// Each system limits memory in a way of its own, and some do not; looking works on all. And whoever asked may have been
/// ended before it could end this.
fn watch() {
    const LOOK_EVERY: Duration = Duration::from_millis(20);
    let mut reading = Duration::ZERO;
    loop {
        std::thread::sleep(LOOK_EVERY);
        reading = if READING.load(Ordering::Relaxed) { reading + LOOK_EVERY } else { Duration::ZERO };
        if reading > 2 * EMAIL_READ_WITHIN {
            std::process::exit(1);
        }
        if memory_stats::memory_stats().is_some_and(|used| used.physical_mem > READER_MEMORY_MAX) {
            std::process::exit(TOO_MUCH.into());
        }
    }
}

/// This very program, also after an update has put another in its place.
fn this_program() -> Option<PathBuf> {
    if cfg!(target_os = "linux") {
        return Some("/proc/self/exe".into());
    }
    std::env::current_exe().ok()
}

#[cfg(windows)]
fn without_terminal(command: &mut Command) {
    /// `CREATE_NO_WINDOW`.
    const NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(NO_WINDOW);
}

#[cfg(not(windows))]
fn without_terminal(_: &mut Command) {}
