-- Requests for wrk: checkouts of three lines each, a fifth of them redeeming 500 points.
-- They are all written before the first is sent, so that writing them costs the measured seconds nothing.
-- Arguments: file of member numbers, file of tills, authorization, prefix of receipt numbers, number of goods, how many.
local requests, sent = {}, 0

local function linesof(path)
  local list = {}
  for line in io.lines(path) do list[#list + 1] = line end
  return list
end

local line = '{"lineNumber":%d,"sku":"sku-%d","quantity":%d,"unitPriceCents":%d}'

local function checkout(number, member, till, goods)
  local lines = {}
  for place = 1, 3 do
    lines[place] = line:format(place, math.random(0, goods - 1), math.random(1, 3), math.random(20, 90) * 100)
  end
  local redeem = math.random() < 0.2 and ',"redeem":[{"rule":"cash-off","points":500}]' or ''
  return '{' .. till .. ',"receiptNumber":"' .. number .. '","member":{"memberNumber":"' .. member
    .. '"},"lines":[' .. table.concat(lines, ',') .. ']' .. redeem .. '}'
end

function init(args)
  local members, tills = linesof(args[1]), linesof(args[2])
  math.randomseed(20261122)
  for made = 1, tonumber(args[6]) do
    local number = args[4] .. made
    local body = checkout(number, members[math.random(#members)], tills[math.random(#tills)], tonumber(args[5]))
    requests[made] = wrk.format('POST', '/v1/checkouts', {
      ['Content-Type'] = 'application/json',
      ['Authorization'] = args[3],
      ['Idempotency-Key'] = number,
    }, body)
  end
end

-- When all are sent the last one is repeated: it is answered from memory of its key, and the bench says how often that was.
function request()
  sent = math.min(sent + 1, #requests)
  return requests[sent]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(('{"requests":%d,"seconds":%f,"refused":%d,"broken":%d,"p50":%f,"p95":%f,"p99":%f,"max":%f}\n'):format(
    summary.requests, summary.duration / 1e6, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
