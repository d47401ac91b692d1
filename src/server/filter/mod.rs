//! The byte stream ahead of tower-lsp: whatever a client sends, only well-formed messages go through.
//!
//! tower-lsp ends its service at the first frame that it cannot read. Here the stream is cut into frames
//! ([`frames`]), each frame is brought into one normal form ([`message`]), and what cannot be mended becomes a
//! request for the error reply that the client is owed.

pub mod frames;
pub mod initialize;
pub mod message;
pub mod params;

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use frames::{Framer, Piece};

/// How many bytes are read at once.
const CHUNK: usize = 64 * 1024;

/// How the input ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// The client said `exit`.
    Exit,
    /// The client is gone, or nobody reads the output any more.
    Gone,
}

/// Copies `input` to `output`, mending it on the way, until `exit` or the end of the input. The output is closed
/// then, also where the input stays open. `exit` itself is not handed on: tower-lsp would cancel at once what is
/// still being answered, the reply to `shutdown` among it.
pub async fn pump(input: impl AsyncRead + Unpin, mut output: impl AsyncWrite + Unpin) -> End {
    let end = copy(input, &mut output).await.unwrap_or(End::Gone);
    // Where the reader is gone, there is nobody left to tell.
    let _ = output.shutdown().await;
    end
}

async fn copy(mut input: impl AsyncRead + Unpin, output: &mut (impl AsyncWrite + Unpin)) -> io::Result<End> {
    let mut framer = Framer::default();
    let mut chunk = vec![0; CHUNK];
    loop {
        while let Some(piece) = framer.next() {
            let mended = match piece {
                Piece::Body(body) => message::normalise(body),
                Piece::Garbage => message::unreadable(),
            };
            if mended.is_exit {
                return Ok(End::Exit);
            }
            output.write_all(format!("Content-Length: {}\r\n\r\n", mended.body.len()).as_bytes()).await?;
            output.write_all(&mended.body).await?;
        }
        let length = input.read(&mut chunk).await?;
        if length == 0 {
            return Ok(End::Gone);
        }
        framer.push(chunk.get(..length).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn pumped(input: &str) -> (String, End) {
        let (pipe_in, mut pipe_out) = tokio::io::duplex(1 << 16);
        let end = pump(input.as_bytes(), pipe_in).await;
        let mut output = String::new();
        pipe_out.read_to_string(&mut output).await.unwrap();
        (output, end)
    }

    #[tokio::test]
    async fn nothing_is_read_after_exit() {
        let frame = |body: &str| format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let first = frame(r#"{"jsonrpc":"2.0","method":"m"}"#);
        let input = first.clone() + &frame(r#"{"jsonrpc":"2.0","method":"exit"}"#) + &first;
        assert_eq!(pumped(&input).await, (first, End::Exit));
    }

    #[tokio::test]
    async fn a_frame_that_the_input_breaks_off_is_dropped() {
        assert_eq!(pumped("Content-Length: 33\r\n\r\n{\"jsonrpc\":").await, (String::new(), End::Gone));
    }
}
