export const rescue = () => {};
