--- Colours for what ibid marks in a note: every group links to one that colour schemes have.

local M = {}

-- `Type` and `Constant` would be nearer, but Neovim's own colour scheme leaves them as plain as the text.
local LINKS = {
  ['@lsp.type.person.markdown'] = 'Function',
  ['@lsp.type.organisation.markdown'] = 'Identifier',
  ['@lsp.type.state.markdown'] = 'Identifier',
  ['@lsp.type.citation.markdown'] = 'Special',
  ['@lsp.typemod.citation.wrong.markdown'] = 'DiagnosticError',
  ['@lsp.typemod.quotation.verified.markdown'] = 'String',
  ['@lsp.typemod.quotation.wrong.markdown'] = 'DiagnosticError',
  ['@lsp.typemod.quotation.unchecked.markdown'] = 'Comment',
}

--- Links the groups; what the user or the colour scheme has defined stays.
function M.link()
  for group, target in pairs(LINKS) do
    vim.api.nvim_set_hl(0, group, { link = target, default = true })
  end
end

return M
