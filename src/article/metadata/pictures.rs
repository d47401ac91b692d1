//! Who took the pictures, drew the maps or made the film of an article: they are named in bylines and wrote nothing.

use crate::article::words::folded;

/// What opens their names in a list, `folded`.
const OPENINGS: [&str; 38] = [
    "photographs by",
    "photographed by",
    "photography by",
    "photography:",
    "photos by",
    "photos:",
    "photo by",
    "photo:",
    "pictures by",
    "pictures:",
    "images by",
    "images:",
    "illustrations by",
    "illustration by",
    "illustrated by",
    "illustrations:",
    "illustration:",
    "graphics by",
    "graphics:",
    "graphic:",
    "maps by",
    "maps:",
    "video by",
    "videos by",
    "video:",
    "fotos:",
    "foto:",
    "fotos von",
    "fotos de",
    "foto di",
    "photos de",
    "photos :",
    "bilder:",
    "zdjecia:",
    "fotograf:",
    "fotografie:",
    "fotografia:",
    "fotografias:",
];

/// Whether a part of a list of names opens those of photographers: "photographs by Ida Moe".
pub fn opens(part: &str) -> bool {
    let part = part.trim_start();
    // Most parts are told by their first letter.
    if !part.starts_with(['p', 'P', 'i', 'I', 'g', 'G', 'm', 'M', 'v', 'V', 'f', 'F', 'b', 'B', 'z', 'Z']) {
        return false;
    }
    let lower = folded(part);
    OPENINGS.iter().any(|opening| lower.starts_with(opening))
}

/// Whether a name is marked as a photographer's: "Ida Moe (Fotos)".
pub fn marks(part: &str) -> bool {
    const MARKS: [&str; 6] = ["foto", "photo", "picture", "bild", "illustra", "video"];
    let Some((_, mark)) = part.split_once('(') else { return false };
    let mark = folded(mark);
    MARKS.iter().any(|known| mark.starts_with(known))
}
