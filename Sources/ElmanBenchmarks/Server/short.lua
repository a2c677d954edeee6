-- Short requests for wrk: POST /v1/tag with a sentence in a JSON object, another one each time.
local folder = debug.getinfo(1, "S").source:match("^@(.*/)") or "./"
local requests, number, thread = {}, 0, 0

function setup(it)
  it:set("thread", thread)
  thread = thread + 1
end

function init()
  for sentence in io.lines(folder .. "sentences.txt") do
    local body = '{"text":"' .. sentence:gsub('[\\"]', "\\%0") .. '"}'
    requests[#requests + 1] = wrk.format("POST", "/v1/tag", { ["Content-Type"] = "application/json" }, body)
  end
  number = thread * 97
end

function request()
  number = number + 1
  return requests[number % #requests + 1]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("\n| requests/s | p50 ms | p95 ms | p99 ms | most ms | not 200 | broken |\n"))
  io.write("| --: | --: | --: | --: | --: | --: | --: |\n")
  io.write(string.format("| %.0f | %.2f | %.2f | %.2f | %.2f | %d | %d |\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000, latency.max / 1000, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
