// Builds elements node by node: what comes from a feed becomes text or a checked attribute, never markup.

/** An element with attributes and children; what is absent (`null`, `undefined`, `false`, `""` as a child) is left out. */
export function h(name, attributes, ...children) {
  const element = document.createElement(name);
  // Own members only: pages have been seen that put something on every object.
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value != null && value !== false) element.setAttribute(key, value);
  }
  for (const child of children.flat()) if (child) element.append(child);
  return element;
}
