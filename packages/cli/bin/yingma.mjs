#!/usr/bin/env node
// The program runs as it is written: tsx reads the TypeScript sources, nothing is built.
import { register } from 'tsx/esm/api'

register()
const { main } = await import('../src/main.ts')
const { processTerminal } = await import('../src/command-line/terminal.ts')

// A reader that has seen enough (`| head`) closes the pipe: no reason to complain.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})
process.exitCode = await main(process.argv.slice(2), process.env, processTerminal())
