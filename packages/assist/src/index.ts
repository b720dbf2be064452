export { answerMcpRequest } from './mcp/answer-request.ts'
export type { AgentLibrary, Answer, CallerAccess } from './mcp/library.ts'
export { serveStdio } from './mcp/serve-stdio.ts'
