import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { createMcpServer } from './create-mcp-server.ts'
import type { AgentLibrary, CallerAccess } from './library.ts'

/** Serves one agent on this process's input and output; resolves when the agent has closed them, or when `stop` resolves. */
export async function serveStdio(library: AgentLibrary, access: CallerAccess, stop: Promise<void>): Promise<void> {
  const server = createMcpServer(library, access)
  const closed = new Promise<void>((resolve) => {
    server.server.onclose = resolve
    process.stdin.once('end', resolve)
    void stop.then(resolve)
  })
  await server.connect(new StdioServerTransport())
  await closed
  await server.close()
}
