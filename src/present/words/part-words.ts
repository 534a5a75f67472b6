/** What a credential builds on, or what is in a record. */
export interface PartWords {
  handedIn: string;
  contents: string;
  buildsOn: string;
  hold: (good: number, named: number) => string;
  missing: string;
  nameless: string;
  unreliable: string;
  notChecked: string;
  handInTogether: string;
}
