-- Posts for wrk: a new key in each, the services in turn; the figures as one line of JSON.
local n, prefix, path = 0, "", ""
local services = {"chung-thuc", "ho-tich", "dat-dai", "ho-kinh-doanh", "bao-tro", "cu-tru", "tra-ket-qua"}
local head = {["Content-Type"] = "application/json"}

function init(args)
  path, prefix = args[1], args[2]
end

function request()
  n = n + 1
  local body = string.format('{"service":"%s","key":"%s%012d"}', services[n % 7 + 1], prefix, n)
  return wrk.format("POST", path, head, body)
end

local threads = {}
function setup(thread)
  table.insert(threads, thread)
end

wrongs = 0
function response(status)
  if status ~= 201 then wrongs = wrongs + 1 end
end

function done(summary, latency)
  local wrong = 0
  for _, thread in ipairs(threads) do wrong = wrong + thread:get("wrongs") end
  io.write(string.format(
    'JSON {"requests": %d, "seconds": %.6f, "p50": %.3f, "p99": %.3f, "wrong": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3,
    wrong + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
