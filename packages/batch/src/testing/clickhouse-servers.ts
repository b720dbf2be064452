import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const BINARIES = ['/usr/bin/clickhouse-server', '/usr/sbin/clickhouse-server', '/usr/local/bin/clickhouse-server']

/** The command that makes the tests of the ClickHouse engine possible on Debian and Ubuntu. */
export const CLICKHOUSE_INSTALL = 'apt-get install -y clickhouse-server clickhouse-client'

export interface ClickHouseServers {
  /** `host:port` of the HTTP side of each server. */
  readonly hosts: readonly string[]
  /** Name of the cluster of which each server is a shard. */
  readonly cluster: string
  /** Kills one server without warning. */
  kill(index: number): void
  /** Starts a killed server again over the same data. */
  restart(index: number): Promise<void>
  stop(): Promise<void>
}

/** Whether a real ClickHouse server is installed here. */
export function hasClickHouse(): boolean {
  return binary() !== undefined
}

function binary(): string | undefined {
  return BINARIES.find((path) => existsSync(path))
}

/** Two real servers on loopback, two shards of one cluster, in a temporary folder. */
export async function startClickHouse(): Promise<ClickHouseServers> {
  const program = binary()
  if (program === undefined) throw new Error(`no clickhouse-server here: ${CLICKHOUSE_INSTALL}`)
  const folder = mkdtempSync(join(tmpdir(), 'clickhouse-'))
  const ports = await freePorts(6)
  const nodes = [0, 1].map((index) => ({
    http: ports[index * 3] as number,
    tcp: ports[index * 3 + 1] as number,
    inter: ports[index * 3 + 2] as number,
  }))
  const running: ChildProcess[] = []
  const start = async (index: number) => {
    const home = join(folder, String(index))
    const node = nodes[index] as (typeof nodes)[number]
    mkdirSync(home, { recursive: true })
    writeFileSync(
      join(home, 'config.xml'),
      config(
        home,
        node,
        nodes.map(({ tcp }) => tcp),
      ),
    )
    writeFileSync(join(home, 'users.xml'), USERS)
    running[index] = spawn(program, [`--config-file=${join(home, 'config.xml')}`], { cwd: home, stdio: 'ignore' })
    await answering(node.http, running[index] as ChildProcess, join(home, 'error.log'))
  }
  await Promise.all([start(0), start(1)])
  return {
    hosts: nodes.map(({ http }) => `127.0.0.1:${http}`),
    cluster: 'two_shards',
    kill: (index) => running[index]?.kill('SIGKILL'),
    restart: start,
    stop: async () => {
      await Promise.all(running.map((child) => ended(child)))
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}

/** Kills a server and waits until it is gone. */
export function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}

/** Waits until a server answers its ping; throws with its log when it ends before. */
export async function answering(port: number, child: ChildProcess, log: string): Promise<void> {
  for (let attempt = 0; attempt < 1200; attempt++) {
    const reply = await fetch(`http://127.0.0.1:${port}/ping`).then(
      (response) => response.ok,
      () => false,
    )
    if (reply) return
    if (child.exitCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`ClickHouse did not start: ${existsSync(log) ? readFileSync(log, 'utf8').slice(-2000) : 'no log'}`)
}

/** Ports of loopback that nobody listens on. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer()
      return new Promise<typeof server>((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
    }),
  )
  const ports = servers.map((server) => (server.address() as { port: number }).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

const USERS = `<yandex>
  <profiles><default><max_memory_usage>2000000000</max_memory_usage></default></profiles>
  <quotas><default/></quotas>
  <users><default><password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default></users>
</yandex>
`

function config(home: string, node: { http: number; tcp: number; inter: number }, shards: readonly number[]): string {
  const replicas = shards.map((port) => `<shard><replica><host>127.0.0.1</host><port>${port}</port></replica></shard>`)
  return `<yandex>
  <logger><level>warning</level><log>${home}/server.log</log><errorlog>${home}/error.log</errorlog></logger>
  <http_port>${node.http}</http_port><tcp_port>${node.tcp}</tcp_port><interserver_http_port>${node.inter}</interserver_http_port>
  <listen_host>127.0.0.1</listen_host>
  <max_concurrent_queries>50</max_concurrent_queries><mark_cache_size>67108864</mark_cache_size><uncompressed_cache_size>67108864</uncompressed_cache_size>
  <path>${home}/data/</path><tmp_path>${home}/tmp/</tmp_path><user_files_path>${home}/files/</user_files_path>
  <format_schema_path>${home}/schemas/</format_schema_path>
  <users_config>${home}/users.xml</users_config><default_profile>default</default_profile><default_database>default</default_database>
  <remote_servers><two_shards>${replicas.join('')}</two_shards></remote_servers>
</yandex>
`
}

/** Whether `YINGMA_REQUIRE=all` makes a missing real part a failure. */
export function realPartsRequired(): boolean {
  return process.env.YINGMA_REQUIRE === 'all'
}
