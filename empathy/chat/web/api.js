// The server: its description, and replies as they are said.

/** What went wrong, in words for the person. */
export class Failure extends Error {
  constructor(message, { status = 0 } = {}) {
    super(message);
    this.status = status;
  }
}

const BROKEN_OFF = "The connection broke off before the reply was whole.";
const UNREACHABLE = "I can’t reach the server right now.";
const STATUS = { shutdown: 503, timeout: 504 }; // Of errors that come once a stream has begun, by their code.

/** The first model that the server has, with its choices and limits under `empathy`. */
export async function readModel(key) {
  const response = await ask("v1/models", { headers: headers(key) });
  const { data } = await response.json().catch(() => ({}));
  if (!data?.length) throw new Failure("The server has no model to talk to.");
  return { id: data[0].id, ...data[0].empathy };
}

/** Help lines of a region, about what a card that came before was about; they need no key. */
export async function readHelp(region, category) {
  const response = await ask(`v1/help?${new URLSearchParams({ region, category })}`, {});
  return (await response.json()).help;
}

/** Chunks of a reply; ends after the server's last word, throws a Failure if it does not come. */
export async function* chunksOf(body, key, signal) {
  const response = await ask("v1/chat/completions", {
    method: "POST",
    headers: { ...headers(key), "Content-Type": "application/json", Accept: "text/event-stream" },
    body: JSON.stringify(body),
    signal,
  });
  for await (const data of eventsOf(response.body)) {
    if (data === "[DONE]") return;
    const chunk = JSON.parse(data);
    if (chunk.error) throw new Failure(worded(STATUS[chunk.error.code] ?? 500));
    yield chunk;
  }
  throw new Failure(BROKEN_OFF);
}

/** The data of server-sent events, across whatever pieces the network cut them into. */
async function* eventsOf(stream) {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let data = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = lines.pop();
      for (const line of lines.map((each) => each.replace(/\r$/, ""))) {
        // A line that begins with a colon only keeps the connection alive.
        if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
        else if (line === "" && data.length) {
          yield data.join("\n");
          data = [];
        }
      }
    }
  } catch (error) {
    throw error instanceof TypeError ? new Failure(BROKEN_OFF) : error;
  } finally {
    reader.cancel().catch(() => {});
  }
}

const headers = (key) => (key ? { Authorization: `Bearer ${key}` } : {});

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, { cache: "no-store", ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Failure(UNREACHABLE);
  }
  if (response.ok) return response;
  const { error } = await response.json().catch(() => ({}));
  const wait = Number(response.headers.get("Retry-After"));
  throw new Failure(worded(response.status, error?.message, wait), { status: response.status });
}

/** An error calmly: what the person can do comes first, the server's own words only where they explain something. */
function worded(status, message, wait = 0) {
  if (status === 401) return "The server needs a key for this.";
  if (status === 429 || status === 503) {
    const soon = wait > 0 ? `in about ${wait} second${wait === 1 ? "" : "s"}` : "in a moment";
    return `It is busy right now. Please try again ${soon}.`;
  }
  if (status === 504) return "Finding an answer took too long.";
  if (status >= 400 && status < 500 && message) return `The server could not take this message: ${message}`;
  return "Something went wrong on the way to an answer.";
}
