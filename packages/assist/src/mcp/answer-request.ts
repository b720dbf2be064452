import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import { createMcpServer } from './create-mcp-server.ts'
import type { AgentLibrary, CallerAccess } from './library.ts'

/**
 * Answers one HTTP request of the streamable transport whose body is read already. Each request stands alone: there is
 * no session that could outlive the caller's key.
 */
export async function answerMcpRequest(
  library: AgentLibrary,
  access: CallerAccess,
  { headers, body }: { readonly headers: Headers; readonly body: unknown },
): Promise<Response> {
  const server = createMcpServer(library, access)
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
  try {
    await server.connect(transport)
    // The transport asks for an address but does not look at it.
    const request = new Request('http://localhost/mcp', { method: 'POST', headers })
    const answer = await transport.handleRequest(request, { parsedBody: body })
    return new Response(await answer.text(), { status: answer.status, headers: answer.headers })
  } finally {
    await server.close()
  }
}
