/** Modest on purpose: what seldom stands in a text about a teacher's own work. */
const PATTERNS: readonly RegExp[] = [
  /\bstudent ?(?:id|number|no\.?|#)/i,
  /\b(?:ssid|iep|dob|date of birth|504 plan|pupil id)\b/i,
  /\bstudents? named\b/i,
  /\b(?:n[uú]mero|id) (?:de|del|de la) (?:estudiante|alumno|alumna)\b/i,
  /\b(?:estudiante|alumno|alumna) (?:n[º°o]\.? ?)?#?\d/i,
  /\bfecha de nacimiento\b/i,
];

/** Whether a text may name students or their records. */
export function looksLikeStudentData(text: string): boolean {
  return PATTERNS.some((pattern) => pattern.test(text));
}
