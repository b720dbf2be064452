import type { ProblemTexts } from '@yingma/core'
import type { OwnProblem } from './server-problem.ts'

export const zh: ProblemTexts<OwnProblem> = {
  'request-invalid': ({ errors }) =>
    `请求有 ${errors.length} 处不合规则：${errors
      .slice(0, 3)
      .map(({ field, message }) => `${field || '整体'}（${message}）`)
      .join('；')}`,
  'request-malformed': ({ cause }) => `无法读取请求：${cause}`,
  'request-too-large': ({ limit }) => `请求超过上限 ${(limit / 1048576).toFixed(1)} MiB：请拆成几次发送`,
  'media-type-unsupported': ({ given }) => `不支持的内容类型“${given}”`,
  'route-unknown': ({ path }) => `没有接口 ${path}`,
  'sign-in-needed': () => '请先登录，或附上 API 密钥',
  'sign-in-refused': () => '用户名或密码不对',
  'account-resting': ({ until }) => `多次密码错误，账号暂停登录至 ${until}`,
  'link-invalid': () => '链接无效、已用过或已过期',
  'password-weak': ({ minimum }) => `密码至少 ${minimum} 个字符，且不能是常见密码或用户名`,
  'session-needed': () => '此操作须登录后进行，不能用 API 密钥',
  'origin-foreign': ({ origin }) => `请求来自其他网站（${origin}）`,
  'provider-absent': () => '没有配置单点登录',
  'provider-refused': () => '单点登录未成功',
  'version-needed': () => '请用 If-Match 说明你看到的版本，例如 If-Match: "3"',
  'too-many-requests': ({ retryAfter }) => `请求过于频繁，请 ${retryAfter} 秒后再试`,
  'document-no-browser': () =>
    '这台服务器上没有可用的 Chromium，不能生成 PDF：请打开标准文本的网页，用浏览器的“打印”存成 PDF；管理员也可以安装 Chromium，或用环境变量 YINGMA_BROWSER 指定程序',
  'document-not-printed': ({ detail }) =>
    `PDF 没有生成（${detail}）：请一分钟后再试，或打开标准文本的网页，用浏览器的“打印”存成 PDF`,
  'file-missing': () => '没有收到文件（字段 file）',
  'column-personal': ({ column }) => `列“${column}”像个人信息，不能入库：请另选一列，或先把它从文件中删去`,
  'rows-too-many': ({ limit }) => `超过 ${limit} 行，请分批提交`,
  'order-set-unknown': ({ set, sets }) => `本机构没有医嘱组合“${set}”；现有 ${sets.join('、')}`,
  'insight-not-set-up': () => '服务没有配置统计数据；用 yingma serve --insight FILE 启动',
  'insight-institution-absent': ({ institutionId }) =>
    `检查表中没有机构 ${institutionId} 的数据；机构与表中名称的对应写在 --insight 的设置文件里`,
  'insight-settings-invalid': ({ file, place, rule }) => `${file}${place === '' ? '' : ` 的 ${place}`} 不对：${rule}`,
  'cannot-listen': ({ host, port, cause }) => `无法在 ${host}:${port} 上监听：${cause}`,
  stopping: () => '服务正在停止',
  internal: () => '服务内部错误；请把请求编号告诉管理员',
}
