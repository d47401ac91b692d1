if vim.g.loaded_ibid then
  return
end
vim.g.loaded_ibid = true

if vim.fn.has('nvim-0.11') == 0 then
  vim.notify_once('ibid needs Neovim 0.11 or later', vim.log.levels.WARN)
  return
end

vim.api.nvim_create_autocmd('LspAttach', {
  group = vim.api.nvim_create_augroup('ibid', {}),
  desc = 'Complete names and citation keys as they are typed',
  callback = function(event)
    require('ibid').on_attach(event.data.client_id, event.buf)
  end,
})

if vim.g.ibid_enable ~= false then
  vim.lsp.enable('ibid')
end
