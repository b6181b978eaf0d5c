/** A member of an object's own: pages have been seen that put something on every object. */
export const own = (object, name) =>
  object != null && Object.prototype.hasOwnProperty.call(object, name) ? object[name] : undefined;
