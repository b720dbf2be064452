/**
 * Who looks. `institution`: one institution at itself; `shared`: anybody at the sum of a region, suppressed; `region`: who leads
 * institutions, at each of them; `all`: who holds the data (the command line).
 */
export type Viewer =
  | { readonly kind: 'institution'; readonly institution: string }
  | { readonly kind: 'shared'; readonly institutions: readonly string[] | null }
  | { readonly kind: 'region'; readonly institutions: readonly string[] }
  | { readonly kind: 'all' }

/** The institutions that a viewer's rows may come from; null: all. */
export function institutionsOf(viewer: Viewer): readonly string[] | null {
  if (viewer.kind === 'institution') return [viewer.institution]
  return viewer.kind === 'all' ? null : viewer.institutions
}
