// Style for a document or a shadow root, made so that a page's policy against inline styles has nothing to say.

/** Puts the rules of `text` on top of what `root` wears. */
export function wear(root, text) {
  const { CSSStyleSheet, Document } = (root.defaultView ?? root.ownerDocument.defaultView);
  if ("adoptedStyleSheets" in Document.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return sheet;
  }
  // Safari before 16.4 has no sheets without an element.
  const style = (root.ownerDocument ?? root).createElement("style");
  style.textContent = text;
  (root.head ?? root).prepend(style);
  return style;
}

/** Whether `root` still wears it: a widget that starts anew dresses anew. */
export const wears = (root, worn) => root.adoptedStyleSheets?.includes(worn) || root.contains(worn?.nodeType ? worn : null);
