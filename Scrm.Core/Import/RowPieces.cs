using Scrm.Core.Import.Sheets;

namespace Scrm.Core.Import;

/// <summary>The rows of a file in pieces of about so many; what must be decided about together stays together.</summary>
internal sealed class RowPieces(ImportFile file, IEnumerable<ParsedRow> rows) : IDisposable
{
    /// <summary>Rows that one order may add to a piece; whatever comes after is told to be apart.</summary>
    private const int MostTogether = 1000;

    private readonly IEnumerator<ParsedRow> source = rows.GetEnumerator();
    private ParsedRow? next;
    private bool begun;

    /// <summary>Empty at the end.</summary>
    public IReadOnlyList<ParsedRow> Next(int about)
    {
        if (!begun) Move();
        var piece = new List<ParsedRow>(about);
        while (next is { } row && (piece.Count < about || (piece.Count < about + MostTogether && file.Together(piece[^1], row))))
        {
            piece.Add(row);
            Move();
        }
        return piece;
    }

    public void Dispose() => source.Dispose();

    private void Move() => (begun, next) = (true, source.MoveNext() ? source.Current : null);
}
