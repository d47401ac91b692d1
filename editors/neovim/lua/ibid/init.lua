--- Where ibid runs, and how its completion behaves in Neovim.

local M = {}

--- The folder of the nearest `ibid.toml` above `path`, else of the nearest `corpus` folder, else of the nearest
--- bibliography: a workspace for certain.
---@param path string
---@return string?
function M.workspace(path)
  return vim.fs.root(path, 'ibid.toml')
    or vim.fs.root(path, function(name, parent)
      return name == 'corpus' and vim.fn.isdirectory(vim.fs.joinpath(parent, name)) == 1
    end)
    or vim.fs.root(path, function(name)
      return name:find('%.bib$') ~= nil or name:find('%.bibtex$') ~= nil or name:find('^references%.ya?ml$') ~= nil
        or name == 'references.json'
    end)
end

--- The client that serves the buffer from which the user came here, else the only one that runs.
---@param bufnr integer
---@return vim.lsp.Client?
local function neighbour(bufnr)
  for _, other in ipairs({ vim.api.nvim_get_current_buf(), vim.fn.bufnr('#') }) do
    if other > 0 and other ~= bufnr then
      local client = vim.lsp.get_clients({ name = 'ibid', bufnr = other })[1]
      if client then
        return client
      end
    end
  end
  local all = vim.lsp.get_clients({ name = 'ibid' })
  return #all == 1 and all[1] or nil
end

--- Decides whether a buffer is served and from which root, for the `root_dir` of |vim.lsp.Config|.
---
--- A file in a workspace belongs to it. A file outside of every workspace and repository, opened from a buffer
--- that is served, joins that one's client: articles may lie anywhere, and the extracted text of a web page or a
--- PDF lies in the cache. In a plain repository only Markdown is served.
---@param bufnr integer
---@param on_dir fun(root: string?)
function M.root_dir(bufnr, on_dir)
  local path = vim.api.nvim_buf_get_name(bufnr)
  if path == '' or path:find('^%a[%w+.-]*://') then
    return
  end
  local workspace = M.workspace(path)
  if workspace then
    return on_dir(workspace)
  end
  local repository = vim.fs.root(path, '.git')
  if repository then
    if vim.bo[bufnr].filetype == 'markdown' then
      on_dir(repository)
    end
    return
  end
  local client = neighbour(bufnr)
  if client and client.root_dir then
    on_dir(client.root_dir)
  end
end

--- Every letter of the Latin alphabets: the names of actors are completed while they are typed.
---@return string[]
local function letters()
  local all = {}
  local function add(first, last)
    for code = first, last do
      table.insert(all, vim.fn.nr2char(code, true))
    end
  end
  add(0x41, 0x5A)
  add(0x61, 0x7A)
  add(0xC0, 0x24F)
  return all
end

--- The whole text of an item: without this, Neovim 0.11 would insert the first word of a name only. The kinds of
--- the protocol are those of programming languages and say nothing here.
---@param item lsp.CompletionItem
---@return table
local function whole_text(item)
  return { word = item.textEdit and item.textEdit.newText or item.insertText or item.label, kind = '' }
end

--- Whether another completion plugin is at work, which then does the completing.
---@return boolean
local function completed_elsewhere()
  return package.loaded['cmp'] ~= nil or package.loaded['blink.cmp'] ~= nil
end

--- Sets completion up in a buffer that ibid serves: while typing, unless `vim.g.ibid_completion` is false or
--- another plugin does that, and always on CTRL-X CTRL-O.
---@param client_id integer
---@param bufnr integer
function M.on_attach(client_id, bufnr)
  local client = vim.lsp.get_client_by_id(client_id)
  if not client or client.name ~= 'ibid' or not client:supports_method('textDocument/completion') then
    return
  end
  if vim.bo[bufnr].filetype ~= 'markdown' then
    return
  end
  local typing = vim.g.ibid_completion ~= false and not completed_elsewhere()
  if typing then
    local provider = client.server_capabilities.completionProvider
    local triggers = provider.triggerCharacters or {}
    if not vim.list_contains(triggers, 'A') then
      provider.triggerCharacters = vim.list_extend(letters(), triggers)
    end
    -- Nothing is chosen before the user chooses: Return stays Return.
    vim.bo[bufnr].completeopt = 'menuone,noselect,popup'
  end
  vim.lsp.completion.enable(true, client_id, bufnr, { autotrigger = typing, convert = whole_text })
end

return M
