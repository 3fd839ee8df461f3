namespace Scrm.Core.Import.Sheets;

/// <summary>
/// Splits text into records. A quotation mark opens a quoted field only at its beginning; what follows a closing one is taken as written.
/// </summary>
internal sealed class CsvRecords(TextReader text, char separator, SheetLimits limits, string sheet, bool partial = false)
{
    private readonly char[] buffer = new char[1 << 14];
    private readonly char[] field = new char[limits.CellLength];
    private int filled;
    private int at;
    private int length;
    private bool cut;

    /// <summary>1-based, blank records counted, as Excel numbers its rows.</summary>
    public int Number { get; private set; }

    /// <summary>Fields in the record, blank ones included.</summary>
    public int Width { get; private set; }

    public List<SheetCell> Cells { get; } = [];

    public bool Read()
    {
        if (Peek() < 0) return false;
        if (++Number > limits.Rows) throw new FileRefused(FileFault.TooManyRows, sheet, Number, limit: limits.Rows);
        Cells.Clear();
        Width = 0;
        SkipBlanks();
        do ReadField();
        while (Separated());
        if (Take('\r')) Take('\n');
        else Take('\n');
        return true;
    }

    private void ReadField()
    {
        length = 0;
        cut = false;
        if (Take('"')) ReadQuoted();
        while (Peek() is >= 0 and var next && !Separates(next) && next is not ('\r' or '\n')) Append(Next());
        Keep();
    }

    private bool Separates(int next) => next == separator || (next == '\t' && separator == CsvSeparator.Blanks);

    /// <summary>Whether another field follows. Where blanks are the separator, a run of them is one, and at a line's end none.</summary>
    private bool Separated()
    {
        if (separator != CsvSeparator.Blanks) return Take(separator);
        if (!Separates(Peek())) return false;
        SkipBlanks();
        return Peek() is not ('\r' or '\n' or -1);
    }

    private void SkipBlanks()
    {
        while (separator == CsvSeparator.Blanks && Separates(Peek())) at++;
    }

    private void ReadQuoted()
    {
        while (Peek() >= 0)
        {
            var letter = Next();
            if (letter == '"' && !Take('"')) return;
            Append(letter);
        }
        if (!partial) throw new FileRefused(FileFault.UnclosedQuote, sheet, Number, Width);
    }

    private void Keep()
    {
        var column = Width++;
        var value = field.AsSpan(0, length);
        if (value.IsWhiteSpace()) return;
        if (column >= limits.Columns) throw new FileRefused(FileFault.TooManyColumns, sheet, Number, column, limits.Columns);
        Cells.Add(new SheetCell(column, new string(value), Marks: cut ? CellMarks.Cut : CellMarks.None));
    }

    private void Append(char letter)
    {
        if (length < field.Length) field[length++] = letter;
        else cut = true;
    }

    private int Peek()
    {
        if (at < filled) return buffer[at];
        filled = text.Read(buffer, 0, buffer.Length);
        at = 0;
        return filled == 0 ? -1 : buffer[0];
    }

    private char Next()
    {
        Peek();
        return buffer[at++];
    }

    private bool Take(char wanted)
    {
        if (Peek() != wanted) return false;
        at++;
        return true;
    }
}
