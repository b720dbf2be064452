import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { NotFound } from './not-found.tsx'
import { PageProblem } from './page-problem.tsx'
import { Shell } from './shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: PageProblem })

/** What the address of the finder says: a search that can be shared as a link. */
export interface FindSearch {
  readonly q?: string
  /** `facet:value`, several. */
  readonly f?: readonly string[]
  /** `scheme:path` of a part. */
  readonly part?: string
  readonly item?: string
  /** Sections of the item that are open. */
  readonly open?: readonly string[]
}

const find = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: (search: Record<string, unknown>): FindSearch => ({
    ...text(search, 'q'),
    ...texts(search, 'f'),
    ...text(search, 'part'),
    ...text(search, 'item'),
    ...texts(search, 'open'),
  }),
  component: lazyRouteComponent(() => import('../features/find/find-page.tsx'), 'FindPage'),
})

const attempt = createRoute({
  getParentRoute: () => root,
  path: '/try',
  validateSearch: (search: Record<string, unknown>): { name?: string } => text(search, 'name'),
  component: lazyRouteComponent(() => import('../features/try/try-page.tsx'), 'TryPage'),
})

const decode = createRoute({
  getParentRoute: () => root,
  path: '/decode',
  validateSearch: (search: Record<string, unknown>): { code?: string } => text(search, 'code'),
  component: lazyRouteComponent(() => import('../features/decode/decode-page.tsx'), 'DecodePage'),
})

const compare = createRoute({
  getParentRoute: () => root,
  path: '/compare',
  validateSearch: (search: Record<string, unknown>): { a?: string; b?: string } => ({
    ...text(search, 'a'),
    ...text(search, 'b'),
  }),
  component: lazyRouteComponent(() => import('../features/compare/compare-page.tsx'), 'ComparePage'),
})

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): { to?: string } => text(search, 'to'),
  component: lazyRouteComponent(() => import('../features/session/login-page.tsx'), 'LoginPage'),
})

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('../features/session/welcome-page.tsx'), 'WelcomePage'),
})

const map = createRoute({
  getParentRoute: () => root,
  path: '/map',
  component: lazyRouteComponent(() => import('../features/map/map-page.tsx'), 'MapPage'),
})

/** Which names of a table a link shows, by the item where they count. */
export interface NamesSearch {
  readonly modality?: string
  /** `dictionary:code` of a part. */
  readonly part?: string
  /** Names that have no item. */
  readonly item?: 'none'
  /** Code of an item: names that stand for it, or are suggested to. */
  readonly code?: string
}

const catalogue = createRoute({
  getParentRoute: () => root,
  path: '/map/$catalogueId',
  validateSearch: (search: Record<string, unknown>): NamesSearch => ({
    ...text(search, 'modality'),
    ...text(search, 'part'),
    ...(search.item === 'none' ? { item: 'none' } : {}),
    ...text(search, 'code'),
  }),
  component: lazyRouteComponent(() => import('../features/map/catalogue-page.tsx'), 'CataloguePage'),
})

const review = createRoute({
  getParentRoute: () => root,
  path: '/review/$catalogueId',
  component: lazyRouteComponent(() => import('../features/review/review-page.tsx'), 'ReviewPage'),
})

const samples = createRoute({
  getParentRoute: () => root,
  path: '/samples/$catalogueId',
  component: lazyRouteComponent(() => import('../features/review/samples-page.tsx'), 'SamplesPage'),
})

/** What the page around says to the picker; language and colours are read at the start. */
interface PickerSearch {
  readonly catalogue?: string
  readonly institution?: string
  readonly query?: string
  /** Whose order sets are offered: id or name. */
  readonly specialty?: string
  readonly lang?: string
  readonly scheme?: string
}

const picker = createRoute({
  getParentRoute: () => root,
  path: '/picker',
  validateSearch: (search: Record<string, unknown>): PickerSearch => ({
    ...text(search, 'catalogue'),
    ...text(search, 'institution'),
    ...text(search, 'query'),
    ...text(search, 'specialty'),
    ...text(search, 'lang'),
    ...text(search, 'scheme'),
  }),
  component: lazyRouteComponent(() => import('../features/picker/picker-page.tsx'), 'PickerPage'),
})

const dashboard = createRoute({
  getParentRoute: () => root,
  path: '/dashboard',
  component: lazyRouteComponent(() => import('../features/dashboard/dashboard-page.tsx'), 'DashboardPage'),
})

const insight = createRoute({
  getParentRoute: () => root,
  path: '/insight',
  component: lazyRouteComponent(() => import('../features/insight/insight-page.tsx'), 'InsightPage'),
})

/** What the address of the prices says: a quote that can be shared as a link. */
export interface PricesSearch {
  readonly tab?: string
  /** Items with their counts and facts. */
  readonly exam?: string
  /** Id of a price list. */
  readonly list?: string
  readonly day?: string
}

const prices = createRoute({
  getParentRoute: () => root,
  path: '/prices',
  validateSearch: (search: Record<string, unknown>): PricesSearch => ({
    ...text(search, 'tab'),
    ...text(search, 'exam'),
    ...text(search, 'list'),
    ...text(search, 'day'),
  }),
  component: lazyRouteComponent(() => import('../features/prices/prices-page.tsx'), 'PricesPage'),
})

const dictionary = createRoute({
  getParentRoute: () => root,
  path: '/dictionary',
  component: lazyRouteComponent(() => import('../features/dictionary/dictionary-page.tsx'), 'DictionaryPage'),
})

const orderSets = createRoute({
  getParentRoute: () => root,
  path: '/order-sets',
  validateSearch: (search: Record<string, unknown>): { specialty?: string } => text(search, 'specialty'),
  component: lazyRouteComponent(() => import('../features/order-sets/order-sets-page.tsx'), 'OrderSetsPage'),
})

const rollout = createRoute({
  getParentRoute: () => root,
  path: '/rollout',
  component: lazyRouteComponent(() => import('../features/rollout/rollout-page.tsx'), 'RolloutPage'),
})

/** What the address of governance says: one proposal, or a tab; a name is what a new proposal is drafted from. */
export interface GovernSearch {
  readonly proposal?: string
  readonly tab?: string
  readonly name?: string
  readonly modality?: string
  readonly exams?: string
  /** Further names that ask for the same. */
  readonly also?: readonly string[]
  /** Code of an item that the new one is like. */
  readonly from?: string
  /** Code of an item: the own items of institutions under it are taken up. */
  readonly under?: string
  /** Id of a proposal whose author changes it. */
  readonly revise?: string
}

const govern = createRoute({
  getParentRoute: () => root,
  path: '/govern',
  validateSearch: (search: Record<string, unknown>): GovernSearch => ({
    ...text(search, 'proposal'),
    ...text(search, 'tab'),
    ...text(search, 'name'),
    ...text(search, 'modality'),
    ...text(search, 'exams'),
    ...texts(search, 'also'),
    ...text(search, 'from'),
    ...text(search, 'under'),
    ...text(search, 'revise'),
  }),
  component: lazyRouteComponent(() => import('../features/govern/govern-page.tsx'), 'GovernPage'),
})

const admin = createRoute({
  getParentRoute: () => root,
  path: '/admin',
  validateSearch: (search: Record<string, unknown>): { tab?: string } => text(search, 'tab'),
  component: lazyRouteComponent(() => import('../features/admin/admin-page.tsx'), 'AdminPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    find,
    attempt,
    decode,
    compare,
    login,
    welcome,
    map,
    catalogue,
    review,
    samples,
    picker,
    dashboard,
    insight,
    prices,
    dictionary,
    orderSets,
    rollout,
    govern,
    admin,
  ]),
  defaultPreload: 'intent',
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

/** A text of the address. Numbers among them are texts that happen to look like one. */
function text<K extends string>(search: Record<string, unknown>, key: K): { [P in K]?: string } {
  const value = search[key]
  const said = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  return (said === '' ? {} : { [key]: said }) as { [P in K]?: string }
}

/** Several texts of the address; one alone may stand without brackets. */
function texts<K extends string>(search: Record<string, unknown>, key: K): { [P in K]?: readonly string[] } {
  const said: readonly string[] = [search[key]]
    .flat()
    .filter((one): one is string => typeof one === 'string' && one !== '')
  return (said.length === 0 ? {} : { [key]: said }) as { [P in K]?: readonly string[] }
}
