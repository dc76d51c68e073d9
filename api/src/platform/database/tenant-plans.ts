/** Plans that each connection keeps, at most. */
const MOST = 100;

/**
 * Names for statements with parameters that have but one good way to run, such as those that find one record by its id: the database then neither reads nor plans them
 * anew. Each tenant has its own, so that none is run by a plan that was made for another's rows. A name whose statement is asked no more goes to another one.
 */
export class TenantPlans {
  private readonly names = new Map<string, string>();

  nameOf(tenantId: string, sql: string): string {
    const key = `${tenantId} ${sql}`;
    const name = this.names.get(key) ?? (this.names.size < MOST ? `tenant_${this.names.size}` : this.forgotten());
    // The last in the order is the one that was asked last.
    this.names.delete(key);
    this.names.set(key, name);
    return name;
  }

  private forgotten(): string {
    const [key, name] = this.names.entries().next().value!;
    this.names.delete(key);
    return name;
  }
}
