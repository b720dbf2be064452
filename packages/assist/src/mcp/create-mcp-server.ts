import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import type { AgentLibrary, CallerAccess } from './library.ts'
import { registerResources } from './resources.ts'
import { agentTexts } from './texts/agent-texts.ts'
import type { AgentTool, ToolContext } from './tool.ts'
import { TOOLS } from './tools.ts'

/** A call with more entries than this in its arguments is refused before they are looked at. */
const MOST_ELEMENTS = 20_000

/**
 * Makes the server that agents talk to, for one caller. Connect it to a transport. Tools only read, but for those that
 * `access` opens; nothing that is sent is kept or logged.
 */
export function createMcpServer(library: AgentLibrary, access: CallerAccess): McpServer {
  const { language } = access
  const server = new McpServer(
    { name: 'yingma', title: '影码 Yingma', version: library.edition.version },
    { instructions: agentTexts[language].instructions, maxToolInputElements: MOST_ELEMENTS },
  )
  for (const tool of TOOLS) {
    if (tool.writes && access.remark === undefined) continue
    registerTool(server, tool, { library, access, language })
  }
  registerResources(server, library, language)
  return server
}

function registerTool(server: McpServer, tool: AgentTool, context: ToolContext): void {
  const { language } = context
  const writes = tool.writes ?? false
  server.registerTool(
    tool.name,
    {
      title: tool.title[language],
      description: tool.description[language],
      inputSchema: tool.input,
      outputSchema: tool.output,
      annotations: { readOnlyHint: !writes, destructiveHint: false, idempotentHint: !writes, openWorldHint: false },
    },
    async (input) => {
      const told = await run(tool, input, context)
      if ('problem' in told) return { isError: true, content: [{ type: 'text', text: told.problem }] }
      return { structuredContent: told.answer, content: [{ type: 'text', text: JSON.stringify(told.answer) }] }
    },
  )
}

/** A fault of ours must neither end the connection nor tell the agent what it met inside. */
async function run(tool: AgentTool, input: Readonly<Record<string, unknown>>, context: ToolContext) {
  try {
    return await tool.run(input, context)
  } catch (error) {
    context.access.onFault(error, tool.name)
    return { problem: agentTexts[context.language].fault }
  }
}
