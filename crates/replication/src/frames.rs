//! What a segment says, unsealed: for each document its changes, or the whole of it.

use crate::bytes::Taker;
use crate::error::SegmentError;
use crate::limits::FRAMES_MAX;

/// What is said of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    pub document: [u8; 16],
    /// Readers of an older schema keep it and say that they need an update.
    pub min_schema: u16,
    pub kind: FrameKind,
    pub bytes: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameKind {
    /// One change.
    Change,
    /// Several changes of one document, packed by Automerge.
    Bundle,
    /// A document whole.
    Snapshot,
    /// Of a newer version: kept, not read.
    Other(u8),
}

impl FrameKind {
    fn code(self) -> u8 {
        match self {
            FrameKind::Change => 1,
            FrameKind::Bundle => 2,
            FrameKind::Snapshot => 3,
            FrameKind::Other(code) => code,
        }
    }

    fn of(code: u8) -> Self {
        match code {
            1 => FrameKind::Change,
            2 => FrameKind::Bundle,
            3 => FrameKind::Snapshot,
            code => FrameKind::Other(code),
        }
    }
}

pub(crate) fn written(frames: &[Frame]) -> Result<Vec<u8>, SegmentError> {
    if frames.len() > FRAMES_MAX {
        return Err(SegmentError::TooLarge);
    }
    let mut bytes = Vec::new();
    bytes.extend_from_slice(&length(frames.len())?.to_le_bytes());
    for frame in frames {
        bytes.extend_from_slice(&frame.document);
        bytes.extend_from_slice(&frame.min_schema.to_le_bytes());
        bytes.push(frame.kind.code());
        bytes.extend_from_slice(&length(frame.bytes.len())?.to_le_bytes());
        bytes.extend_from_slice(&frame.bytes);
    }
    Ok(bytes)
}

pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Frame>, SegmentError> {
    let mut rest = Taker(bytes);
    let count = rest.u32().ok_or(SegmentError::Malformed)? as usize;
    if count > FRAMES_MAX {
        return Err(SegmentError::TooLarge);
    }
    // Not as many as are claimed: as many as there are.
    let mut frames = Vec::new();
    for _ in 0..count {
        frames.push(frame(&mut rest).ok_or(SegmentError::Malformed)?);
    }
    match rest.is_empty() {
        true => Ok(frames),
        false => Err(SegmentError::Malformed),
    }
}

fn frame(rest: &mut Taker<'_>) -> Option<Frame> {
    let document = rest.array()?;
    let min_schema = rest.u16()?;
    let kind = FrameKind::of(rest.u8()?);
    let length = rest.u32()? as usize;
    Some(Frame { document, min_schema, kind, bytes: rest.take(length)?.to_vec() })
}

fn length(count: usize) -> Result<u32, SegmentError> {
    u32::try_from(count).map_err(|_| SegmentError::TooLarge)
}
