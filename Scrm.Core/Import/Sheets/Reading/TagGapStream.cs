namespace Scrm.Core.Import.Sheets;

/// <summary>
/// XmlReader keeps a whole tag, attributes and all, in memory. '&lt;' may stand nowhere but at a tag's beginning, so a long stretch without one
/// is a tag or a text made to exhaust memory.
/// </summary>
internal sealed class TagGapStream(Stream inner) : Stream
{
    private const int MaxGap = 512 << 10;
    private int gap;
    private bool started;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        var block = buffer[..read];
        if (!started && read > 1) RefuseWideEncoding(block);
        var tag = block.LastIndexOf((byte)'<');
        gap = tag < 0 ? gap + read : read - tag;
        return gap > MaxGap ? throw new FileRefused(FileFault.HostileXml) : read;
    }

    // In UTF-16 the byte of '<' turns up inside other characters, which would blind the check; no spreadsheet program writes it.
    private void RefuseWideEncoding(ReadOnlySpan<byte> block)
    {
        started = true;
        if (block[0] is 0 or 0xFE or 0xFF || block[1] == 0) throw new FileRefused(FileFault.HostileXml);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
