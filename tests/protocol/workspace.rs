//! A folder on disk for a test.

use std::path::PathBuf;

use tempfile::TempDir;
use tower_lsp::lsp_types::Url;

/// A temporary workspace; gone with this value.
pub struct Workspace {
    folder: TempDir,
}

impl Workspace {
    /// A folder with these files.
    pub fn new(files: &[(&str, &str)]) -> Workspace {
        let workspace = Workspace { folder: TempDir::new().unwrap() };
        for (path, text) in files {
            workspace.write(path, text);
        }
        workspace
    }

    /// Writes a file, whatever was there.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// The absolute path of a file.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(path)
    }

    /// The address of a file.
    pub fn uri(&self, path: &str) -> String {
        Url::from_file_path(self.path(path)).unwrap().to_string()
    }
}
