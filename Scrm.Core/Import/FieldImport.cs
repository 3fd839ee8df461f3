using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Import;

/// <summary>
/// The values of the company's own fields that a chunk of rows brings, decided row by row by the writer of every other path, and the defaults of new customers.
/// A value that is refused is left out and told; the rest of its row stands.
/// </summary>
internal sealed class FieldImport(ScrmDbContext db, FieldBook book, FieldCause cause, FieldUpdate update)
{
    /// <param name="imagines">A plan: nothing is locked and nothing written.</param>
    public async Task TakeAsync(PlannedChunk chunk, bool imagines, CancellationToken cancel)
    {
        var defaults = FieldDefaults.Of(book);
        var born = defaults.Count == 0 || imagines ? [] : chunk.Created.ConvertAll(c => c.Id);
        if (chunk.Values.Count == 0 && born.Count == 0) return;
        var writer = new FieldWriter(db, book, cause);
        await writer.MeetAsync([.. chunk.Values.Select(v => v.CustomerId).Concat(born).Distinct().Order()], locks: !imagines, cancel);
        var edited = chunk.Edits.Select(e => e.CustomerId).ToHashSet();
        foreach (var row in chunk.Values) await RowAsync(writer, chunk, row, edited, cancel);
        if (born.Count > 0) await DefaultsAsync(born, defaults, writer, cancel);
        if (!imagines) await writer.SaveAsync(cancel);
        chunk.Counts.Problems = chunk.Problems.Count;
    }

    private async Task RowAsync(FieldWriter writer, PlannedChunk chunk, PlannedValues row, HashSet<long> edited, CancellationToken cancel)
    {
        if (update == FieldUpdate.Leave && !row.Fresh) return;
        var left = row.Values.Where(v => update == FieldUpdate.Overwrite || writer.Stands(row.CustomerId, v.Key).Length == 0).ToDictionary(v => v.Key, v => v.Value.Kept);
        while (left.Count > 0)
        {
            var result = await writer.DecideAsync(new(row.CustomerId, left), cancel);
            if (result.Refused is not { } no)
            {
                chunk.Counts.FieldsSet += result.Changed;
                if (result.Changed > 0 && !row.Fresh && edited.Add(row.CustomerId)) chunk.Counts.Updated++;
                return;
            }
            Report(chunk, row, no, result.RefusedField);
            // What is missing beside the values is not in the file: without it none of them can stand.
            if (!left.Remove(result.RefusedField)) return;
        }
    }

    private static async Task DefaultsAsync(List<long> born, IReadOnlyDictionary<int, string> defaults, FieldWriter writer, CancellationToken cancel)
    {
        foreach (var id in born)
            foreach (var (field, kept) in defaults)
                if (writer.Stands(id, field).Length == 0) await writer.DecideAsync(new(id, new Dictionary<int, string> { [field] = kept }), cancel);
    }

    private static void Report(PlannedChunk chunk, PlannedValues row, Refusal no, int field)
    {
        var (problem, suggestion) = no.Why switch
        {
            FieldRefusal.ValueTaken or FieldRefusal.ValueTakenOutOfReach => (PlanProblem.FieldTaken, ""),
            FieldRefusal.StepNotAllowed => (PlanProblem.FieldStep, $"{no.Values[3]}"),
            FieldRefusal.Required => (PlanProblem.FieldRequired, ""),
            _ => (PlanProblem.FieldRefused, ""),
        };
        var column = row.Values.TryGetValue(field, out var said) ? said.Column : -1;
        var value = no.Why is FieldRefusal.StepNotAllowed ? $"{no.Values[1]} → {no.Values[2]}" : $"{no.Values[0]}";
        chunk.Problems.Add(new(row.Row, column, (byte)problem, RowProblem.Cut(value), RowProblem.Cut(suggestion), false));
    }
}
