--- `:Ibid card|find|original|rebuild`: what the server offers beside the features that Neovim has keys for.

local M = {}

---@param message string
local function tell(message)
  vim.notify('ibid: ' .. message, vim.log.levels.INFO)
end

--- The client that serves the current buffer, else the only one that runs.
---@return vim.lsp.Client?
local function client()
  local here = vim.lsp.get_clients({ name = 'ibid', bufnr = 0 })[1]
  local all = vim.lsp.get_clients({ name = 'ibid' })
  local found = here or (#all == 1 and all[1] or nil)
  if not found then
    vim.notify('ibid does not serve this buffer (:checkhealth ibid)', vim.log.levels.WARN)
  end
  return found
end

--- Runs a command of the server's; `done` is called with its answer, unless it failed.
---@param command string
---@param argument any
---@param done fun(answer: any, client: vim.lsp.Client)
local function run(command, argument, done)
  local server = client()
  if not server then
    return
  end
  server:request('workspace/executeCommand', { command = command, arguments = { argument } }, function(failure, answer)
    if failure then
      vim.notify('ibid: ' .. failure.message, vim.log.levels.ERROR)
    else
      done(answer ~= vim.NIL and answer or nil, server)
    end
  end)
end

--- The place of the cursor, where the buffer is served.
local function here()
  local server = vim.lsp.get_clients({ name = 'ibid', bufnr = 0 })[1]
  return server and vim.lsp.util.make_position_params(0, server.offset_encoding)
end

--- Shows a page in a window beside the current one, which keeps the cursor. One window does for all pages.
---@param title string
---@param markdown string
local function show_page(title, markdown)
  local name = 'ibid://' .. title
  local buffer
  for _, other in ipairs(vim.api.nvim_list_bufs()) do
    if vim.b[other].ibid_card then
      buffer = other
    end
  end
  if not buffer then
    buffer = vim.api.nvim_create_buf(false, true)
    vim.b[buffer].ibid_card = true
    vim.bo[buffer].bufhidden = 'wipe'
  end
  vim.bo[buffer].modifiable = true
  local lines = vim.list_extend({ '# ' .. title, '' }, vim.split(markdown, '\n', { plain = true }))
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  vim.bo[buffer].modifiable = false
  pcall(vim.api.nvim_buf_set_name, buffer, name)
  if vim.fn.bufwinid(buffer) == -1 then
    local window = vim.api.nvim_open_win(buffer, false, { split = 'right' })
    vim.wo[window].wrap = true
    vim.wo[window].linebreak = true
    vim.wo[window].conceallevel = 2
  end
  -- Coloured as Markdown, but no note: nothing is to attach to it.
  if not pcall(vim.treesitter.start, buffer, 'markdown') then
    vim.bo[buffer].syntax = 'markdown'
  end
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = buffer, nowait = true, desc = 'Close the card' })
end

--- The card of the actor under the cursor, or of the one that is named.
---@param name string
function M.card(name)
  local about = name ~= '' and name or here()
  if not about then
    return tell('put the cursor on a name, or say one: :Ibid card NAME')
  end
  run('ibid.card', about, function(card)
    if card then
      show_page(card.title, card.markdown)
    elseif name ~= '' then
      tell(('no actor of this corpus is called anything like “%s”'):format(name))
    else
      tell('no actor is named here; :Ibid card NAME shows any')
    end
  end)
end

--- The places where words stand, in the quickfix list; the first is opened. Without words: those selected last.
---@param words string
---@param range boolean
function M.find(words, range)
  if range then
    local region = vim.fn.getregion(vim.fn.getpos("'<"), vim.fn.getpos("'>"), { type = vim.fn.visualmode() })
    words = table.concat(region, ' ')
  end
  if words == '' then
    return tell('which words? :Ibid find WORDS')
  end
  run('ibid.find', words, function(places, server)
    if not places or #places == 0 then
      return tell('these words stand nowhere in the articles, nor any near them')
    end
    -- One by one: all together they would be sorted by file, and the best would no longer be first.
    local items = vim.tbl_map(function(place)
      local item = vim.lsp.util.locations_to_items({ place.location }, server.offset_encoding)[1]
      item.text = ('%s: %s'):format(place.verdict, place.text)
      return item
    end, places)
    vim.fn.setqflist({}, ' ', { title = 'ibid: ' .. words, items = items })
    vim.cmd.cfirst()
    if #items > 1 then
      vim.cmd('botright copen ' .. math.min(#items, 8))
      vim.cmd.wincmd('p')
    end
  end)
end

--- Opens what the article behind the cursor was read from: a text here, a page or a PDF in its own program.
function M.original()
  local place = here()
  if not place then
    return tell('ibid does not serve this buffer')
  end
  run('ibid.original', place, function(original)
    if not original then
      tell('nothing here leads to an article: put the cursor on a citation, a quotation or a name')
    elseif original.readable then
      vim.cmd.edit(vim.fn.fnameescape(vim.uri_to_fname(original.uri)))
    else
      local _, problem = vim.ui.open(vim.uri_to_fname(original.uri))
      if problem then
        tell(problem)
      end
    end
  end)
end

--- Reads every article again.
function M.rebuild()
  run('ibid.rebuild', nil, function()
    tell('the index is being made anew')
  end)
end

local COMMANDS = { 'card', 'find', 'original', 'rebuild' }

--- Runs `:Ibid`.
---@param arguments vim.api.keyset.create_user_command.command_args
function M.run(arguments)
  local command, rest = arguments.args:match('^(%S+)%s*(.-)%s*$')
  if not vim.list_contains(COMMANDS, command) then
    return vim.notify(('ibid: there is no command “%s”'):format(command), vim.log.levels.ERROR)
  end
  M[command](rest, arguments.range > 0)
end

--- Completes the first word of `:Ibid`.
---@param lead string
---@param line string
function M.complete(lead, line)
  if line:match('Ibid%s+%S+%s') then
    return {}
  end
  return vim.tbl_filter(function(command)
    return vim.startswith(command, lead)
  end, COMMANDS)
end

return M
