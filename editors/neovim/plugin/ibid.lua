if vim.g.loaded_ibid then
  return
end
vim.g.loaded_ibid = true

if vim.fn.has('nvim-0.11') == 0 then
  vim.notify_once('ibid needs Neovim 0.11 or later', vim.log.levels.WARN)
  return
end

local group = vim.api.nvim_create_augroup('ibid', {})

vim.api.nvim_create_user_command('Ibid', function(arguments)
  require('ibid.commands').run(arguments)
end, {
  nargs = '+',
  range = true,
  desc = 'card, find, original, rebuild: see :help ibid-commands',
  complete = function(lead, line)
    return require('ibid.commands').complete(lead, line)
  end,
})

-- A colour scheme clears what it does not know.
vim.api.nvim_create_autocmd('ColorScheme', {
  group = group,
  desc = 'Colour what ibid marks',
  callback = function()
    require('ibid.colours').link()
  end,
})

vim.api.nvim_create_autocmd('LspAttach', {
  group = group,
  desc = 'Complete names and citation keys as they are typed',
  callback = function(event)
    require('ibid.colours').link()
    require('ibid').on_attach(event.data.client_id, event.buf)
  end,
})

if vim.g.ibid_enable ~= false then
  vim.lsp.enable('ibid')
end
