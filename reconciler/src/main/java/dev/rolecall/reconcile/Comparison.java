package dev.rolecall.reconcile;

import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.DiffResult;
import dev.rolecall.model.TenantFacts;
import dev.rolecall.record.Settled;
import dev.rolecall.report.ReportHeader;

/**
 * The two sides compared.
 *
 * @param settled what git granted, as the tenant could tell
 * @param standing what stands over the tenant
 */
public record Comparison(
    DiffInputs inputs,
    DiffResult difference,
    Settled settled,
    TenantFacts facts,
    ReportHeader header,
    TenantStanding standing) {

  /** The same tenant, held against something else than what git asks for. */
  Comparison of(DiffResult other) {
    return new Comparison(inputs, other, settled, facts, header, standing);
  }
}
