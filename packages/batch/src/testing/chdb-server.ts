import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** The part of chdb that is used here. */
interface Session {
  queryAsync(sql: string): Promise<{ bytes(): Uint8Array }>
}

/**
 * Today's ClickHouse engine, which chdb brings as a library, behind the HTTP interface that the client speaks:
 * `[folder with node_modules/chdb, data folder, port]`. Statements run one after the other.
 */
const [installed = '', data = '', port = ''] = process.argv.slice(2)
const chdb = createRequire(join(installed, 'package.json'))('chdb') as { Session: new (path: string) => Session }
const session = new chdb.Session(data)
let last: Promise<unknown> = Promise.resolve()

createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  if (url.pathname === '/ping') {
    response.end('Ok.\n')
    return
  }
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const body = Buffer.concat(parts).toString()
    const statement = url.searchParams.get('query')
    // Data to insert follow their statement.
    const sql = statement === null ? body : `${statement}\n${body}`
    last = last
      .then(() => session.queryAsync(sql))
      .then(
        (result) => response.end(result.bytes()),
        (error: unknown) => {
          response.statusCode = 500
          response.end(error instanceof Error ? error.message : String(error))
        },
      )
  })
}).listen(Number(port), '127.0.0.1')
