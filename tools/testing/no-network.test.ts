import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'

describe('tests have no network', () => {
  it('refuses a connection to another host and names it', async () => {
    await expect(fetch('http://203.0.113.7/')).rejects.toMatchObject({
      cause: expect.objectContaining({ message: expect.stringContaining('203.0.113.7') }),
    })
  })

  it('refuses a host given by name without asking a name server', async () => {
    await expect(fetch('https://example.invalid/')).rejects.toMatchObject({
      cause: expect.objectContaining({ message: expect.stringContaining('tests have no network') }),
    })
  })

  it('lets a server on this machine be used', async () => {
    const server = createServer((_request, response) => response.end('ok'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    try {
      expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('ok')
    } finally {
      await new Promise((resolve) => server.close(resolve))
    }
  })
})
