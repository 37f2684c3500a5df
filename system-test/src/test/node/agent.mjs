// An agent with the protocol's client of npm. Prints one line of JSON with what it saw.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const transport = new StreamableHTTPClientTransport(new URL(process.env.INSULA_URL), {
  requestInit: { headers: { "X-Muxi-Client-Key": process.env.INSULA_KEY } },
});
const client = new Client({ name: "agent", version: "1" });
await client.connect(transport);

const call = async (name, args) => (await client.callTool({ name, arguments: args })).structuredContent;
const tools = (await client.listTools()).tools.map((tool) => tool.name);
const made = await call("memory_add", { content: "I prefer green tea" });
const found = await call("memory_search", { query: "Which tea do I like?" });
const listed = await call("memory_list", {});
const forgotten = await call("memory_forget", { id: made.id });
const again = await client.callTool({ name: "memory_forget", arguments: { id: made.id } });
await client.close();

console.log(
  JSON.stringify({
    server: client.getServerVersion().name,
    tools,
    found: found.memories[0].content,
    count: listed.count,
    forgotten: forgotten.deleted,
    again: again.isError,
  }),
);
