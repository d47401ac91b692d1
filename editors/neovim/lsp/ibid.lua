---@brief
---
--- The configuration that |vim.lsp.config| finds under the name "ibid". Any field of it can be changed with
--- `vim.lsp.config('ibid', { ... })`; see |ibid-configuration|.

---@type vim.lsp.Config
return {
  cmd = { 'ibid', '--stdio' },
  filetypes = { 'markdown', 'text' },
  root_dir = function(bufnr, on_dir)
    require('ibid').root_dir(bufnr, on_dir)
  end,
}
