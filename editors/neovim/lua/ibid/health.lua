--- `:checkhealth ibid`

local M = {}

--- The program that the configuration starts, where it is a command line.
---@return string?
local function program()
  local config = vim.lsp.config['ibid']
  local cmd = config and config.cmd
  return type(cmd) == 'table' and cmd[1] or nil
end

local function check_program()
  local name = program()
  if not name then
    vim.health.warn('The command is a function; the program behind it is not checked')
    return
  end
  local path = vim.fn.exepath(name)
  if path == '' then
    vim.health.error(('`%s` cannot be run'):format(name), {
      'Install ibid so that it is on $PATH (`cargo install --path .` in its repository), or',
      "name it in your init.lua: vim.lsp.config('ibid', { cmd = { '/path/to/ibid', '--stdio' } })",
    })
    return
  end
  local ok, result = pcall(function()
    return vim.system({ path, '--version' }, { text = true, timeout = 5000 }):wait()
  end)
  if ok and result.code == 0 then
    vim.health.ok(('%s (%s)'):format(vim.trim(result.stdout), path))
  else
    vim.health.error(('`%s --version` failed'):format(path), { ok and vim.trim(result.stderr or '') or tostring(result) })
  end
end

local function check_clients()
  local clients = vim.lsp.get_clients({ name = 'ibid' })
  if #clients == 0 then
    if vim.lsp.is_enabled('ibid') then
      vim.health.info('Not running: it starts with the first Markdown file of a workspace')
    else
      vim.health.warn('Not enabled', { "Call vim.lsp.enable('ibid')" })
    end
  end
  for _, client in ipairs(clients) do
    local buffers = vim.tbl_count(client.attached_buffers)
    vim.health.ok(('Running in %s for %d buffer(s), positions in %s'):format(
      client.root_dir or 'no folder', buffers, client.offset_encoding))
  end
end

local function check_workspace()
  local workspace = require('ibid').workspace(vim.fn.getcwd())
  if workspace then
    vim.health.ok(('The current folder belongs to the workspace %s'):format(workspace))
  else
    vim.health.info('The current folder is in no workspace: no ibid.toml, no corpus folder and no bibliography in it or above it')
  end
end

local function check_completion()
  if vim.g.ibid_completion == false then
    vim.health.info('Completion while typing is off (g:ibid_completion)')
  elseif package.loaded['cmp'] or package.loaded['blink.cmp'] then
    vim.health.info('Completion is left to nvim-cmp or blink.cmp')
  else
    vim.health.ok('Completion while typing is on')
  end
end

function M.check()
  vim.health.start('ibid')
  if vim.fn.has('nvim-0.11') == 0 then
    vim.health.error('Neovim 0.11 or later is needed')
    return
  end
  check_program()
  check_clients()
  check_workspace()
  check_completion()
end

return M
