/** Text made harmless for HTML and SVG, in content and in quoted attributes. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/gu, (c) => `&#${c.codePointAt(0)};`)
}

/** A drawing that scales with its page; `content` is SVG already. */
export function svgFigure(width: number, height: number, content: string): string {
  return `<svg viewBox="0 0 ${width} ${Math.max(height, 1)}" width="${width}" role="img">${content}</svg>`
}
